import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { OscalVersion } from '../../src/audit/exports/oscal/from.ts';

/** NIST's own schema of OSCAL documents. It compiles for half a second. */
export function oscalSchema(version: OscalVersion): ValidateFunction {
  return withFormats(new Ajv({ strict: false })).compile(vector(`oscal/oscal-complete-schema-${version}.json`));
}

/** The schema of SARIF 2.1.0. It is of draft 4, of which it uses nothing that draft 7 has not, and one pattern is no Unicode pattern. */
export function sarifSchema(): ValidateFunction {
  const { $schema: _, id: __, ...schema } = vector('sarif/sarif-2.1.0-rtm.5.json');
  return withFormats(new Ajv({ strict: false, unicodeRegExp: false })).compile(schema);
}

function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv);
  return ajv;
}

function vector(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../vectors/${path}`, import.meta.url), 'utf8')) as Record<string, unknown>;
}

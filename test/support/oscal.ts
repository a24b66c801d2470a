import { type OscalVersion, oscalVersions } from '../../src/audit/exports/oscal/from.ts';
import { oscalFiles } from '../../src/audit/exports/oscal/oscal-files.ts';
import type { ProgramReport } from '../../src/audit/program-report.ts';
import { oscalSchema } from './published-schemas.ts';

const schemas = Object.fromEntries(oscalVersions.map((version) => [version, oscalSchema(version)]));

/** Documents by the names of their files, as whoever receives them reads them. */
export function oscalDocuments(report: ProgramReport, version?: OscalVersion): Record<string, unknown> {
  return Object.fromEntries(oscalFiles(report, version).map(({ path, text }) => [path.replace('.json', ''), JSON.parse(text)]));
}

/** What NIST's schema refuses in a document; null where it accepts it. */
export function refusedBy(version: OscalVersion, document: unknown): readonly string[] | null {
  const validate = schemas[version];
  if (validate === undefined) throw new Error(`There is no schema of OSCAL ${version}`);
  return validate(document) ? null : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What stands at a path: `results/0/findings`. */
export function at<T>(document: unknown, path: string): T {
  return path.split('/').reduce((held, key) => (held as Record<string, unknown>)[key], document) as T;
}

/** Every object of a document, with its path. */
export function* objectsIn(value: unknown, path: readonly string[] = []): Generator<{ path: readonly string[]; object: Record<string, unknown> }> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { path, object: value as Record<string, unknown> };
  for (const [key, held] of Object.entries(value)) yield* objectsIn(held, [...path, key]);
}

/** The values of a property of ours, wherever it stands in an object. */
export function propsOf(object: unknown, name: string): readonly string[] {
  const props = (object as { props?: { name: string; value: string; ns?: string }[] }).props ?? [];
  return props.filter((one) => one.name === name && one.ns === 'urn:tickmark:oscal').map(({ value }) => value);
}

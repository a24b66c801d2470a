import { join } from 'node:path';
import { expect } from 'vitest';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { controlFiles, peopleText, scopeText, vulnerabilitiesText } from './audited.ts';
import { type TestRepository, testRepository } from './git.ts';

/** What stands in titles that others write: markup, a formula, quotes, and a word turned round. */
export const hostile = '<script>alert(1)</script> =1+1 "quoted" \u202Egpj';

/** A small company whose code and records are looked at with git alone. */
export interface SharedProgram {
  readonly code: TestRepository;
  readonly records: TestRepository;
  look(): Promise<void>;
}

/** Forty vulnerabilities of which some were never fixed, and changes with and without tickets; nobody has looked yet. */
export function sharedProgram(folder: string, installation: Installation): SharedProgram {
  const code = testRepository(join(folder, 'api'));
  code.commit({ at: '2025-01-02T10:00:00Z', message: 'Begin' });
  code.commit({ at: '2025-05-02T10:00:00Z', message: hostile });
  const records = testRepository(join(folder, 'program'));
  const files = { 'records/people.yaml': peopleText, 'records/vulnerabilities.yaml': vulnerabilitiesText(40), ...controlFiles };
  records.commit({ at: '2025-01-01T10:00:00Z', files: { 'records/scope.yaml': scopeText('2025-12-31', ['api']), ...files } });
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: records.path })];
  return {
    code,
    records,
    async look() {
      const { connections: told } = await collect(installation, { connections, environment: { PATH: process.env['PATH'] } });
      expect(told.flatMap((one) => one.errors)).toEqual([]);
    },
  };
}

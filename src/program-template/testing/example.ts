import { parse } from 'yaml';
import type { StarterValues } from '../starter-values.ts';
import { starterProgram } from '../template.ts';
import type { ProgramFile } from '../write-files.ts';

export const plain: StarterValues = {
  title: 'Harbourlight (demo)',
  zone: 'Europe/Vienna',
  since: '2025-01-01',
  periodFrom: '2025-02-01',
  periodUntil: '2025-12-31',
  repositories: [
    { id: 'api', branches: ['main', 'release/2'] },
    { id: 'web', branches: ['main'] },
  ],
  person: { name: 'Ada Example', email: 'ada@harbourlight.example' },
};

export function textOf(files: readonly ProgramFile[], path: string): string {
  const file = files.find((one) => one.path === path);
  if (!file) throw new Error(`${path} is missing`);
  return file.text;
}

/** A file of the records of a program with these values, parsed. */
export function records(values: StarterValues, name: string) {
  return parse(textOf(starterProgram(values), `records/${name}.yaml`));
}

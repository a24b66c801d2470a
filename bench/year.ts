import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assess } from '../src/engine/assess.ts';
import { collect } from '../src/engine/collect.ts';
import { exportPackage } from '../src/engine/export.ts';
import { openInstallation } from '../src/engine/installation.ts';
import { DAY, type Instant, plus } from '../src/kernel/time.ts';
import { type Bench, type Measured, once, type Report, watchMemory } from './harness.ts';
import { YEAR } from './made-changes.ts';
import { factsOf, pretendYear } from './pretend-year.ts';
import { folderSize, megabytes, runProgram } from './programs.ts';

/** What the goal is stated for: 0.9 M versions and 3 M events. */
const MID_SIZE = 3_900_000;

/** B13: a year from the first look to the verified package. */
export const year: Bench = {
  name: 'year',
  title: 'B13: a year, from the first look to the verified package',
  defaultSize: 20_000,
  async run({ size }): Promise<Report> {
    const folder = await mkdtemp(join(tmpdir(), 'tickmark-bench-'));
    const clock = () => plus(YEAR, 370 * DAY) as Instant;
    const facts = factsOf(size);
    const installation = await openInstallation({
      ...{ dataDirectory: join(folder, 'data'), version: '0.0.0-bench', organizationName: 'Bench', witnesses: [], clock },
      warn: (sentence) => process.stderr.write(`${sentence}\n`),
    });
    const memory = watchMemory();
    const out = join(folder, 'package');
    const measured: (Measured & { readonly memory: number })[] = [];
    const phase = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const highest = watchMemory();
      const done = await once(name, facts, work);
      measured.push({ ...done, memory: highest() });
      return done.answer;
    };
    try {
      const report = await phase('collect, and seal', () => collect(installation, { connections: [pretendYear(size)], environment: {} }));
      const written = report.connections.reduce((sum, one) => sum + one.facts, 0);
      if (written !== facts)
        throw new Error(`${written} facts were written instead of ${facts}: ${report.connections.flatMap((one) => one.errors).join(' ')}`);
      await phase('collect again, nothing changed', () => collect(installation, { connections: [pretendYear(size)], environment: {} }));
      const { findings } = await phase('assess, and seal', () => assess(installation, { period: '2025-01-01..2025-12-31' }));
      const exported = await phase('export, durable and verified', () => exportPackage(installation, { out }));
      const key = exported.keys.join('\n');
      await phase('verify.mjs, as a program of its own', () => verified(out, key, folder));
      const package_ = await folderSize(out);
      const seconds = measured.reduce((sum, one) => sum + one.seconds, 0);
      const highest = memory();
      return {
        work: `A pretended system tells of a year at once: ${size.toLocaleString('en')} changes in 300 repositories, accounts and vulnerabilities with their history: ${facts.toLocaleString('en')} facts. They are collected through the connector kit into the embedded server, judged by every check over the year, exported and verified. No peer does the same work.`,
        unit: 'facts',
        measured,
        goals: [
          { goal: '3.9 million facts at these rates, in minutes: at most 10', reached: ((seconds / facts) * MID_SIZE) / 60, atMost: 10 },
          { goal: 'highest resident memory of this process at most 2 GB', reached: highest / 1024, atMost: 2 },
        ],
        figures: [
          ['findings', findings.length.toLocaleString('en')],
          ['package', `${package_.files.length} files, ${megabytes(package_.bytes)}`],
          ...measured.map((one): [string, string] => [`highest resident memory: ${one.name}`, `${one.memory.toLocaleString('en')} MB`]),
        ],
        notes: [
          'Each step is measured once. The memory of the PostgreSQL server, and of the verifier that runs as a program of its own, is not counted.',
          ...(facts < MID_SIZE
            ? ['The goal is stated for 0.9 M versions and 3 M events; this run is smaller, and its memory says nothing of that size.']
            : []),
        ],
      };
    } finally {
      await installation.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function verified(out: string, key: string, folder: string): Promise<void> {
  const { code, out: said } = await runProgram(process.execPath, [join(out, 'verify.mjs'), out, '--key', key], { cwd: folder });
  if (code !== 0) throw new Error(`The package does not verify:\n${said.slice(0, 2000)}`);
}

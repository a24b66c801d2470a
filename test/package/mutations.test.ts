import { beforeAll, describe, expect, test } from 'vitest';
import { writePackage } from '../../src/audit/package/write-package.ts';
import { verificationSteps } from '../../src/verify/package/verify-package.ts';
import { type FileMap, memorySink } from './memory-sink.ts';
import { type Mutant, mutate, numbersFrom } from './mutants.ts';
import { type SampleOptions, sampleSource } from './sample.ts';
import { edited, ourKey, resigned, smallPackage, verifyFiles } from './small-package.ts';

const MUTANTS = 10_000;
const RESIGNED_MUTANTS = 3_000;

let intact: FileMap;
beforeAll(async () => {
  intact = await smallPackage();
});

/** Mutants of these files until there are so many; every kind of damage comes about equally often. */
function* mutants(paths: readonly string[], count: number, seed: number): Generator<Mutant> {
  const next = numbersFrom(seed);
  for (let made = 0; made < count; ) {
    const mutant = mutate(intact, paths, next);
    if (mutant === null) continue;
    made += 1;
    yield mutant;
  }
}

/** Whether one of the failures names one of the touched files. What is wrong with the manifest may show in its note, and the other way round. */
function isNamed(mutant: Mutant, named: readonly (string | undefined)[]): boolean {
  const expected = mutant.touched.flatMap((path) => (/^manifest\.(json|note)$/.test(path) ? ['manifest.json', 'manifest.note'] : [path]));
  return named.some((file) => file !== undefined && expected.includes(file));
}

describe('ten thousand damaged packages', () => {
  test('the package itself verifies', async () => {
    expect(await verifyFiles(intact)).toMatchObject({ verdict: 'verified', failures: [] });
  });

  test('each is caught, and what was damaged is named', { timeout: 300_000 }, async () => {
    const missed: string[] = [];
    const kinds = new Map<string, number>();
    for (const mutant of mutants([...intact.keys()], MUTANTS, 1)) {
      const { verdict, failures } = await verifyFiles(mutant.files);
      kinds.set(mutant.kind, (kinds.get(mutant.kind) ?? 0) + 1);
      const caught = verdict === 'broken' || verdict === 'unreadable';
      if (
        !caught ||
        !isNamed(
          mutant,
          failures.map(({ file }) => file),
        )
      )
        missed.push(`${mutant.kind}: ${mutant.touched.join(', ')}: ${verdict}`);
    }
    expect(missed).toEqual([]);
    expect(Math.min(...kinds.values())).toBeGreaterThan(MUTANTS / 100);
  });

  test('each is caught even when the manifest was made to fit and signed anew with the key', { timeout: 300_000 }, async () => {
    const sealed = /^(evidence|findings|populations|ledger)\/|^(assessment|exceptions|unknowns|exclusions)\.|^checkpoint\.txt$/;
    const paths = [...intact.keys()].filter((path) => sealed.test(path));
    const missed: string[] = [];
    for (const mutant of mutants(paths, RESIGNED_MUTANTS, 2)) {
      const { verdict } = await verifyFiles(resigned(mutant.files));
      if (verdict !== 'broken') missed.push(`${mutant.kind}: ${mutant.touched.join(', ')}: ${verdict}`);
    }
    expect(missed).toEqual([]);
  });
});

/** For each step a forgery that it alone stops, made by somebody with the key where that is what it takes. */
describe('every step is needed', () => {
  const forgeries: readonly { readonly step: string; readonly without?: readonly string[]; readonly forge: () => Promise<FileMap> }[] = [
    {
      step: 'verifyManifestNote',
      forge: async () =>
        new Map(resigned(edited(intact, 'README.txt', 'Audit', 'Adult'))).set(
          'manifest.note',
          resigned(intact, 'thief').get('manifest.note') as Uint8Array,
        ),
    },
    { step: 'verifyFiles', forge: async () => edited(intact, 'report/verify.html', 'How to', 'No way to') },
    {
      step: 'verifyPackageCheckpoint',
      forge: async () =>
        resigned(new Map(intact).set('checkpoint.txt', (await smallPackage({ signer: 'thief' })).get('checkpoint.txt') as Uint8Array)),
    },
    { step: 'verifyTree', forge: async () => resigned(flippedTile()) },
    {
      step: 'verifyAssessment',
      without: ['verifyAssessment', 'verifyEntries', 'verifyIndex', 'verifyBlobs'],
      forge: async () => resigned(edited(intact, 'assessment.json', '"mend":"Nothing ends it."', '"mend":"It is fine."')),
    },
    {
      step: 'verifyEntries',
      without: ['verifyEntries', 'verifyIndex', 'verifyBlobs', 'verifyFindings'],
      forge: async () => resigned(edited(intact, 'evidence/entries-00000.ndjson', '"score":9.8', '"score":1.1')),
    },
    { step: 'verifyIndex', forge: async () => resigned(edited(intact, 'evidence/index.json', '"first":0', '"first":1')) },
    { step: 'verifyBlobs', forge: async () => resigned(edited(intact, 'evidence/blobs-00000.ndjson', 'adopted', 'ADOPTED')) },
    {
      step: 'verifySealedFiles',
      without: ['verifySealedFiles', 'verifyDerived'],
      forge: async () => resigned(edited(intact, 'findings/change--ticket-reference.ndjson', 'was looked at', 'was approved')),
    },
    {
      step: 'verifyFindings',
      forge: () => smallPackage({ tamper: (summary) => Object.assign(summary.controls[0] as object, { fail: 0, pass: 9, outcome: 'pass' }) }),
    },
    { step: 'verifyDerived', forge: async () => resigned(edited(intact, 'exceptions.csv', /\r\n[^\r]*\r\n$/, '\r\n')) },
  ];

  function flippedTile(): FileMap {
    const path = [...intact.keys()].find((one) => one.startsWith('ledger/')) as string;
    const bytes = Buffer.from(intact.get(path) as Uint8Array);
    bytes[40] = (bytes[40] as number) ^ 1;
    return new Map(intact).set(path, bytes);
  }

  test('the table has every step', () => {
    expect(forgeries.map(({ step }) => step)).toEqual(verificationSteps.map(({ name }) => name));
  });

  test.each(forgeries)('$step stops its forgery, and nothing else does', async ({ step, without = [step], forge }) => {
    const forged = await forge();
    expect((await verifyFiles(forged)).verdict).toBe('broken');
    const steps = verificationSteps.filter(({ name }) => !without.includes(name));
    expect(await verifyFiles(forged, { pinned: ourKey, steps })).toMatchObject({ verdict: 'verified', failures: [] });
    const others = verificationSteps.filter(({ name }) => name === step || !without.includes(name));
    expect((await verifyFiles(forged, { pinned: ourKey, steps: others })).verdict).toBe('broken');
  });
});

describe('findings that contradict what was sealed with them', () => {
  const cases: readonly [string, Parameters<typeof smallPackage>[0], string][] = [
    ['an item that nobody answered', { tamperFindings: (rows) => void rows.splice(2, 1) }, 'items-differ'],
    ['a fact that is not there', { tamperFindings: (rows) => void Object.assign(rows[0] as object, { leaves: [7] }) }, 'leaf-not-carried'],
    [
      'an exclusion that is not in force',
      { tamper: (summary) => Object.assign(summary.exclusions[0] as object, { inForce: false }) },
      'exclusion-unknown',
    ],
    ['an outcome that its spans deny', { tamperFindings: (rows) => void Object.assign(rows[1] as object, { outcome: 'pass' }) }, 'finding-malformed'],
    ['a control that adds up to more', { tamper: (summary) => Object.assign(summary.controls[0] as object, { pass: 99 }) }, 'counts-differ'],
    [
      'a check that is better than its items',
      { tamper: (summary) => Object.assign(summary.checks[0] as object, { outcome: 'pass' }) },
      'counts-differ',
    ],
    ['a file said to have more rows', { tamper: (summary) => Object.assign(summary.files[0] as object, { rows: 99 }) }, 'counts-differ'],
    ['a checkpoint before its last entry', { recorded: '2025-02-01T08:00:00.000Z' }, 'recorded-backwards'],
    ['more facts than were known', { tamper: (summary) => Object.assign(summary, { treeSize: 99 }) }, 'assessment-differs'],
  ];

  test.each(cases)('%s', async (_name, options, code) => {
    const { verdict, failures } = await verifyFiles(await smallPackage(options));
    expect(verdict).toBe('broken');
    expect(failures.map((one) => one.code)).toContain(code);
  });
});

describe('summaries that no package may carry: the writer refuses them before it writes, in the words of the verifier', () => {
  const cases: readonly [string, NonNullable<SampleOptions['tamper']>, RegExp][] = [
    ['a sheet that stands twice', ({ populations }) => void populations.push(...populations), /A population stands twice/],
    ['an exclusion that stands twice', ({ exclusions }) => void exclusions.push(...exclusions), /An exclusion stands twice/],
    ['a control that names a check twice', ({ controls }) => void controls[0]?.checks.push('change/ticket-reference'), /names a check twice/],
    ['a control that names no check', ({ controls }) => void controls[0]?.checks.push('change/none'), /names a check that is not there/],
    ['a check that nobody says how to mend', ({ checks }) => Reflect.deleteProperty(checks[0] as object, 'mend'), /A check is malformed/],
    ['a control without a promise', ({ controls }) => Reflect.deleteProperty(controls[0] as object, 'promise'), /A control is malformed/],
    ['a kind without gaps', ({ coverage }) => Reflect.deleteProperty(coverage[0] as object, 'gaps'), /The coverage is malformed/],
    ['a program that is false', (summary) => Object.assign(summary, { program: false }), /program is an object, or null/],
    ['a file that stands twice', ({ files }) => void files.push(...files), /Its files are not/],
  ];

  test.each(cases)('%s', async (_name, tamper, sentence) => {
    await expect(writePackage(sampleSource({ tamper }), memorySink())).rejects.toThrow(sentence);
  });
});

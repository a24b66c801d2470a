import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess, type Sealed } from '../../src/engine/assess.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { readAssessments } from '../../src/engine/sealed-assessments.ts';
import { readRows } from '../../src/engine/sealed-rows.ts';
import { assessApart } from '../../src/engine/views/assess-apart.ts';
import { isoInstant } from '../../src/kernel/time.ts';
import { type Serving, serving } from '../support/serving.ts';
import { sharedProgram } from '../support/shared-program.ts';

let server: Serving;
let installation: Installation;
const threads: Worker[] = [];
const began = (worker: Worker) => void threads.push(worker);
const never = new AbortController().signal;

beforeAll(async () => {
  server = await serving();
  ({ installation } = server.place);
  await sharedProgram(server.folder, installation).look();
  process.on('worker', began);
}, 120_000);
afterAll(async () => {
  process.off('worker', began);
  await server?.close();
});

/** What was sealed, but for the entry and for how much was sealed before it. */
const bare = ({ summary, findings }: Sealed) => ({ summary: { ...summary, treeSize: null }, findings });

describe('assessing in a thread of its own', () => {
  test.each([{ audit: 'year' }, { audit: 'day' }, { period: '2025-03-01..2025-03-31' }])('seals what assessing seals: %o', async (request) => {
    const here = await assess(installation, request);
    const steps: string[] = [];
    const apart = await assessApart(installation, { ...request, onProgress: (step) => void steps.push(step) }, never);
    expect(bare(apart)).toEqual(bare(here));
    expect(apart.entry).not.toBe(here.entry);
    expect(apart.checkpoint.size).toBeGreaterThan(here.checkpoint.size);
    expect(steps).toEqual(['Sealing what was collected', 'Judging', 'Sealing the assessment']);
    const { findings } = await readRows(installation.dataDirectory, apart.summary);
    expect(findings).toEqual(apart.findings);
    expect((await readAssessments(installation)).map((one) => one.entry)).toEqual(expect.arrayContaining([here.entry, apart.entry]));
    expect(threads.every((one) => one.threadId === -1)).toBe(true);
  });

  test('answers from what was known then', async () => {
    const asKnownAt = installation.clock();
    const { summary } = await assessApart(installation, { audit: 'year', asKnownAt }, never);
    const here = await assess(installation, { audit: 'year', asKnownAt });
    expect(here.summary).toEqual(summary);
    expect(isoInstant(asKnownAt) > summary.period.horizon).toBe(true);
  });

  test('a rule that says no keeps its code and its sentence, and nothing is sealed', async () => {
    const before = (await readAssessments(installation)).length;
    await expect(assessApart(installation, { audit: 'none' }, never)).rejects.toEqual(
      expect.objectContaining({ name: 'Refusal', code: 'audit/unknown', message: expect.stringContaining('There is no audit "none"') }),
    );
    expect((await readAssessments(installation)).length).toBe(before);
  });
});

describe('one that is given up', () => {
  const reason = new Error('Somebody changed their mind.');

  test.each(['Sealing what was collected', 'Judging'])('while it is at "%s" seals nothing, and leaves no thread', async (step) => {
    const before = (await readAssessments(installation)).length;
    const giveUp = new AbortController();
    const onProgress = (said: string) => void (said === step && giveUp.abort(reason));
    await expect(assessApart(installation, { audit: 'year', onProgress }, giveUp.signal)).rejects.toBe(reason);
    expect((await readAssessments(installation)).length).toBe(before);
    expect(threads.every((one) => one.threadId === -1)).toBe(true);
  });

  test('while its thread judges is ended at once', async () => {
    const before = (await readAssessments(installation)).length;
    const giveUp = new AbortController();
    process.once('worker', () => giveUp.abort(reason));
    await expect(assessApart(installation, { audit: 'year' }, giveUp.signal)).rejects.toBe(reason);
    expect((await readAssessments(installation)).length).toBe(before);
    expect(threads.every((one) => one.threadId === -1)).toBe(true);
  });

  test('before it began begins no thread', async () => {
    const count = threads.length;
    await expect(assessApart(installation, { audit: 'year' }, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(threads.length).toBe(count);
  });
});

import type { AssessmentSummary } from '../../src/audit/assessment.ts';
import type { PackageSource } from '../../src/audit/package/source.ts';
import { writePackage } from '../../src/audit/package/write-package.ts';
import type { GivenResponse } from '../../src/audit/results/report-input.ts';
import type { StandingControl } from '../../src/controls/standing.ts';
import { type FileMap, memorySink } from './memory-sink.ts';
import { type Mutable, type SampleOptions, sampleSource } from './sample.ts';

/** What people write where a control is kept. */
const text = 'Every change is read by somebody else';

/**
 * The sample package of a program that keeps controls: one whose promise changed in the middle of the year, one that is kept in a variant and
 * was given up; its policies; and what management says to an exception. `name` stands in everything that people write.
 */
export function programSource(options: SampleOptions = {}): PackageSource {
  const { name = text, tamper } = options;
  const source = sampleSource({
    ...options,
    tamper(summary) {
      Object.assign(summary, keptIn(name));
      tamper?.(summary);
    },
  });
  return { ...source, responses: responsesTo(name) };
}

/** The same written, and not refused. */
export async function programPackage(options: SampleOptions = {}): Promise<FileMap> {
  const sink = memorySink();
  await writePackage(programSource(options), sink, { shardBytes: 3_000 });
  return sink.files;
}

function keptIn(name: string): Partial<Mutable<AssessmentSummary>> {
  return {
    standing: [
      kept('change-approval', { until: '2025-06-30', promise: `${name}, if there is time.` }),
      kept('change-approval', { version: 2, since: '2025-07-01', promise: `${name}, always.`, owner: name }),
      kept('change-tickets', { since: '2025-02-01', until: '2025-10-31', variant: 'one-person', compensating: name, why: name }),
    ],
    documents: [
      { id: 'change-management', status: 'adopted', version: 2 },
      { id: 'secure-development', status: 'draft', version: 1 },
    ],
    automated: ['change/approved-by-another'],
  };
}

function kept(control: string, changes: Partial<StandingControl>): Mutable<StandingControl> {
  const nothing = { until: null, variant: null, owner: null, promise: null, compensating: null, why: '' };
  return { control, version: 1, since: '2025-01-01', ...nothing, ...changes };
}

/** The first item of the sample that fails and that nobody accepted. */
export const failedItem = 'api@1b645389';

function responsesTo(name: string): readonly GivenResponse[] {
  const said = { cause: name, response: name, action: name, due: '2026-03-31', by: name, at: '2026-01-05T09:00:00.000Z' };
  return [{ check: 'change/approved-by-another', item: failedItem, ...said }];
}

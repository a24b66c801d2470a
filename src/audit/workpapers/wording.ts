import { counted, figure } from '../report/wording.ts';
import type { AttributePaper, CellPaper, PopulationPaper, SamplePaper, UpperLimit } from './workpapers.ts';

/** `18.3 %`, rounded up: a limit is never said to be lower than it is. */
export function percent(rate: number): string {
  return `${(Math.ceil(rate * 1000 - 1e-9) / 10).toFixed(1)} %`;
}

/** `3 of 40 items marked as exceptions; upper limit 95 %: 18.3 %` */
export function resultSentence({ counts, upperLimit }: AttributePaper): string {
  const { items, exceptions, notTested, unmarked, unmarkedFails } = counts;
  if (items === 0) return 'no items to test';
  const parts = [
    `${figure(exceptions)} of ${counted(items, 'item')} marked as ${exceptions === 1 ? 'an exception' : 'exceptions'}`,
    notTested > 0 && `${figure(notTested)} marked as not tested`,
    unmarked > 0 &&
      `${figure(unmarked)} without a mark${unmarkedFails > 0 ? `, of which ${figure(unmarkedFails)} ${unmarkedFails === 1 ? 'fails' : 'fail'}` : ''}`,
    limitWords(upperLimit),
  ];
  return parts.filter((one) => one !== false).join('; ');
}

function limitWords({ at95 }: UpperLimit): string {
  return at95 === null ? 'no upper limit' : `upper limit 95 %: ${percent(at95)}`;
}

/** What Tickmark judged, for a cell of a table: `fail`, `excluded; would fail`, `not judged`. */
export function outcomeText({ machine }: Pick<CellPaper, 'machine'>): string {
  if (machine === null) return 'not judged';
  return machine.excludedBy === null ? machine.outcome : `excluded; would ${wouldBe[machine.outcome]}`;
}

const wouldBe = { pass: 'pass', fail: 'fail', unknown: 'be unknown', 'not-owed': 'not be owed' } as const;

/** `A simple sample: 25 of 2,014 items, by the table chiaro (typical); 5 added later.` `items` null: it is not known of how many. */
export function sampleSentence(sample: SamplePaper | null, items: number | null): string {
  if (sample === null) return items === null ? 'A census.' : `A census: all of ${counted(items, 'item')}.`;
  const { strata, items: drawn, extensions } = sample;
  const added = extensions.flatMap((one) => one.items).length;
  const kind = strata === 1 ? 'A simple sample' : `A sample in ${figure(strata)} strata`;
  const size = items === null ? counted(drawn.length, 'item') : `${figure(drawn.length)} of ${counted(items, 'item')}`;
  return `${kind}: ${size}, ${methodWords(sample)}${added > 0 ? `; ${figure(added)} added later` : ''}.`;
}

function methodWords({ method }: SamplePaper): string {
  switch (method.by) {
    case 'table':
      return `by the table ${method.table} (${[method.frequency, method.level].filter((one) => one !== null).join(', ')})`;
    case 'confidence':
      return `by calculation (confidence ${partText(method.confidence)}, tolerable rate ${partText(method.tolerableRate)}, expected deviations ${figure(method.expectedDeviations)})`;
    case 'judgement':
      return `by the auditor’s judgement: ${method.why.replace(/[.\s]+$/, '')}`;
  }
}

/** `95 %`, `0.5 %`: as it was given. */
function partText(part: number): string {
  return `${Number((part * 100).toPrecision(12))} %`;
}

/** What Tickmark judged when the mark was made, where that is not what stands beside it now. */
export function saidThen({ machine, mark }: CellPaper): string | null {
  return mark === null || mark.outcome === machine?.outcome ? null : `Tickmark judged it ${mark.outcome} when it was marked.`;
}

/** Whether a second source says something else than was counted. */
export function differs({ expected, counted: found, differences }: PopulationPaper['completeness']['reconciliations'][number]): boolean {
  return expected !== found || differences.length > 0;
}

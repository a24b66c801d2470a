import { durationText } from '../../kernel/calendar.ts';
import type { Counts } from '../assessment.ts';
import { counted, figure } from '../report/wording.ts';
import type { CheckReality } from './check-reality.ts';

type Told = Omit<CheckReality, 'says'>;

/** How reality compared, in a sentence. `unseen`: whether further items could have stood unseen. */
export function realitySentence(told: Told, unseen: boolean): string {
  const { counts, notToldApart } = told;
  if (counts === null) return 'Not asked in this assessment.';
  // An exclusion changes nothing beneath: what failed under one failed.
  const underExclusion = Math.max(0, (told.late?.items ?? 0) - counts.fail);
  const parts = [...mainParts(told, counts, underExclusion), ...besides(counts, underExclusion)];
  const apart = notToldApart === 0 ? '' : ` Of ${counted(notToldApart, 'more item', 'more items')} nothing tells which limit applied.`;
  const more = unseen ? ' Further items could have stood unseen.' : '';
  return `${parts.join(', ')}.${apart}${more}`;
}

function mainParts(told: Told, { pass, fail, items }: Counts, underExclusion: number): string[] {
  const tested = pass + fail + underExclusion;
  if (items === 0) return ['There was nothing that it applied to'];
  if (tested === 0) return [`None of ${counted(items, 'item')} tested`];
  if (told.measure === 'other')
    return [fail === 0 ? `${counted(pass, 'item')} tested, none failed` : `${figure(fail)} of ${counted(tested, 'item')} failed`];
  const word = told.measure === 'limit' ? 'late' : 'missed';
  const failed = fail + underExclusion;
  return [
    told.measure === 'limit' ? `${counted(tested, 'item')} tested` : `${figure(tested)} due`,
    failed === 0 ? `none ${word}` : `${figure(failed)} ${word}`,
    ...(underExclusion === 0 ? [] : [`${figure(underExclusion)} of them excluded`]),
    ...(told.measure === 'limit' ? limitParts(told) : cadenceParts(told)),
  ];
}

/** `the slowest done after 8 d 23 h`, `at the most 7 d 23 h beyond the limit` */
function limitParts({ late, slowest, median }: Told): string[] {
  const slow = slowest === null ? [] : [`the slowest ${slowest.ended ? 'done' : 'not done'} after ${durationText(slowest.milliseconds)}`];
  const beyond = late === null ? [] : [`${late.atLeast ? 'at least' : 'at the most'} ${durationText(late.longest)} beyond the limit`];
  const middle = median === null ? [] : [`half of those done within ${durationText(median)}`];
  return [...slow, ...beyond, ...middle];
}

/** `the longest delay 12 d`, `1 still open` */
function cadenceParts({ late }: Told): string[] {
  if (late === null) return [];
  const delay = `the longest delay ${late.atLeast ? 'at least ' : ''}${durationText(late.longest)}`;
  return late.open === 0 ? [delay] : [delay, `${figure(late.open)} still open`];
}

function besides({ unknown, notOwed, excluded }: Counts, underExclusion: number): string[] {
  const other = excluded - underExclusion;
  return [
    ...(unknown === 0 ? [] : [`${figure(unknown)} not known`]),
    ...(other <= 0 ? [] : [`${figure(other)} excluded`]),
    ...(notOwed === 0 ? [] : [`${figure(notOwed)} not owed`]),
  ];
}

import type { AnswerOf } from '../../src/client/call.ts';

export const statusWords: Readonly<Record<AnswerOf<'GET /policies'>['rows'][number]['status'], string>> = {
  adopted: 'Adopted',
  draft: 'Draft',
  withdrawn: 'Withdrawn',
};

export function policyPath(policy: string): string {
  return `/policies/${encodeURIComponent(policy)}`;
}

/** `policy access-control, version 2`; where no document names it, whose number it is. */
export function namedBy(policy: { readonly id: string; readonly version: number } | null): string {
  return policy === null ? 'Tickmark’s default, adopted by nobody' : `${policy.id}, version ${policy.version}`;
}

interface Promised {
  readonly checks: readonly { readonly state: 'pass' | 'fail' | 'unknown' | 'no-items' }[];
}

/** How many of some numbers were kept each time, and of how many that is not known. What nobody saw is never said to be kept. */
export function keptWords(numbers: readonly Promised[]): string {
  const all = numbers.length;
  const broken = numbers.filter(({ checks }) => checks.some(({ state }) => state === 'fail')).length;
  const kept = numbers.filter(
    ({ checks }) => checks.some(({ state }) => state === 'pass') && checks.every(({ state }) => state === 'pass' || state === 'no-items'),
  ).length;
  const rest = all - broken - kept;
  if (kept === all) return all === 1 ? 'its number was kept' : `all ${all} numbers were kept`;
  const said = [
    ...(broken > 0 ? [`${broken} ${broken === 1 ? 'was' : 'were'} not kept each time`] : []),
    ...(rest > 0 ? [`of ${rest} it is not known, or nothing was to be kept`] : []),
  ];
  return `${kept} of ${all} ${all === 1 ? 'number' : 'numbers'} ${kept === 1 ? 'was' : 'were'} kept; ${said.join(', ')}`;
}

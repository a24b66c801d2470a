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

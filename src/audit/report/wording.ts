/** `2,014` */
export function figure(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 item`, `2,014 items` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** What each reason for not knowing means, as a heading. */
export const reasonTitles: Readonly<Record<string, string>> = {
  'before-first-look': 'Before anybody looked',
  'lost-sight': 'Lost from sight',
  denied: 'Permission to read was denied',
  stale: 'The last look is too old',
  held: 'Held until somebody confirms',
  'not-told': 'The source does not tell',
  'looked-too-rarely': 'Looked too rarely to tell',
  'timed-out': 'Judging took too long',
};

export const outcomeWords: Readonly<Record<string, string>> = {
  pass: 'without exceptions',
  fail: 'exceptions',
  unknown: 'unknown',
  'no-items': 'did not occur',
  'not-owed': 'not owed',
};

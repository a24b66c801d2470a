import type { AnswerOf } from '../../src/client/call.ts';

export type Engagement = AnswerOf<'GET /engagements/{engagement}'>;
export type Control = Engagement['controls'][number];
export type Test = Control['tests'][number];
export type RequestLine = Engagement['requests'][number];

/** On which side somebody acts: an auditor of the engagement, or somebody of the company; nobody yet. */
export type Side = 'auditor' | 'company' | null;

export function sideOf({ auditors }: Pick<Engagement, 'auditors'>, by: string): Side {
  if (by === '') return null;
  return auditors.some((one) => one.id === by) ? 'auditor' : 'company';
}

/** Why somebody may not do what one side does, as the workflow would say it; undefined where they may. */
export function whyNot(engagement: Engagement, by: string, whose: 'auditor' | 'company' | 'either', pending = false): string | undefined {
  if (engagement.closed !== null) return `This engagement is closed: ${engagement.closed.reason}`;
  if (pending) return 'It is being sealed.';
  const side = sideOf(engagement, by);
  if (side === null) return 'Choose as whom you act.';
  if (whose === 'auditor' && side !== 'auditor')
    return `"${by}" is no auditor of this engagement (${engagement.firm}: ${engagement.auditors.map((one) => one.id).join(', ')}).`;
  if (whose === 'company' && side === 'auditor') return `"${by}" is an auditor here; the company does this.`;
  return undefined;
}

export function engagementPath(engagement: string, words: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(words).toString();
  return `/audit/${encodeURIComponent(engagement)}${query === '' ? '' : `?${query}`}`;
}

/** Of all tests together. */
export function tallyOf({ controls }: Pick<Engagement, 'controls'>) {
  const all = controls.flatMap((one) => one.tests.map((its) => its.counts));
  const sum = (name: keyof Test['counts']) => all.reduce((total, one) => total + one[name], 0);
  return {
    tests: all.length,
    cells: sum('items'),
    tested: sum('tested'),
    exceptions: sum('exceptions'),
    notTested: sum('notTested'),
    unmarked: sum('unmarked'),
  };
}

/** The name of an auditor of the engagement; else the id itself. */
export function auditorName({ auditors }: Pick<Engagement, 'auditors'>, id: string): string | null {
  return auditors.find((one) => one.id === id)?.name ?? null;
}

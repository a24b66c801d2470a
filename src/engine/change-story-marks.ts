/** How something on a line of time is drawn. It follows the findings, and never judges by itself. */
export type Tone = 'plain' | 'ok' | 'bad' | 'hollow' | 'unknown';

export type LineId = 'ticket' | 'commits' | 'pull-request' | 'review' | 'checks' | 'landed' | 'deployed';

/** Something that happened: a mark on its line, and a line of the list. Milliseconds since the epoch. */
export interface Happening {
  readonly line: LineId;
  readonly at: number;
  readonly what: string;
  /** The same in fewer words, for its mark, with the name that follows them; where `what` and `code` will not do. */
  readonly brief?: { readonly what: string; readonly label: string | null };
  /** What a machine said: a commit, a run. */
  readonly code: string | null;
  readonly by: string | null;
  /** Further words from outside. */
  readonly detail: string | null;
  readonly tone: Tone;
  /** A client wrote the instant. */
  readonly claimed: boolean;
  readonly leaf: number;
}

/** Something that lasted. */
export interface Rail {
  readonly line: LineId;
  readonly from: number;
  readonly until: number;
  readonly tone: Tone;
  readonly what: string;
  readonly label: string | null;
}

/** What the checks found of a change, as far as it decides how it is drawn. */
export interface Found {
  readonly approval: 'pass' | 'fail' | 'unknown' | null;
  readonly checks: 'pass' | 'fail' | 'unknown' | null;
  /** Of an emergency: whether somebody looked at it afterwards, in time. */
  readonly afterwards: 'pass' | 'fail' | 'unknown' | null;
  /** Of the checks that ask how it landed: the worst. */
  readonly worst: 'pass' | 'fail' | 'unknown' | null;
}

export function short(commit: string): string {
  return commit.slice(0, 7);
}

export const lineTitles: Readonly<Record<LineId, string>> = {
  ticket: 'Ticket',
  commits: 'Commits',
  'pull-request': 'Pull request',
  review: 'Review',
  checks: 'Checks',
  landed: 'Landed',
  deployed: 'Deployed',
};

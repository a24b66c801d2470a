/** How something on a line of time is drawn. It follows the findings, and never judges by itself. */
export type Tone = 'plain' | 'ok' | 'bad' | 'hollow' | 'unknown';

export type LineId = 'ticket' | 'commits' | 'pull-request' | 'review' | 'checks' | 'landed' | 'deployed';

/** Something that happened: a mark on its line, and a line of the list. Milliseconds since the epoch. */
export interface Happening {
  readonly line: LineId;
  readonly at: number;
  readonly what: string;
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
  /** Of all checks: the worst. */
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

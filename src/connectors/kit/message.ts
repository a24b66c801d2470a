/** How a change reached its branch, as its message and its parents show it. */
export interface Landing {
  readonly method: 'merge' | 'squash' | 'direct';
  readonly title: string;
  readonly pullRequest: number | null;
  /** The branch that was merged, without the name of a fork's owner; null where the message does not tell. */
  readonly source: string | null;
}

interface Shape {
  readonly shows: RegExp;
  /** A single commit of this shape is a squashed request. */
  readonly squashes: boolean;
}

/** What code hosts write when they land a request. Named groups: `request`, `source`. */
const shapes: readonly Shape[] = [
  // GitHub
  { shows: /^Merge pull request #(?<request>\d{1,9}) from [^/\s]+\/(?<source>\S+)/, squashes: false },
  // Bitbucket
  { shows: /^Merged in (?<source>\S+) \(pull request #(?<request>\d{1,9})\)/, squashes: true },
  // Azure DevOps
  { shows: /^Merged PR (?<request>\d{1,9}): /, squashes: true },
  // GitLab, and git itself
  { shows: /^Merge (?:remote-tracking )?branch '(?<source>[^']+)'/, squashes: false },
  // GitHub and Gitea, squashed
  { shows: /\(#(?<request>\d{1,9})\)$/, squashes: true },
];

/** GitLab names the request at the end of its message. */
const gitlabRequest = /^See merge request \S*!(\d{1,9})\s*$/m;

export function readLanding(message: string, parents: number): Landing {
  const title = (message.split('\n', 1)[0] ?? '').trim();
  const found = shapes.map((shape) => ({ shape, match: shape.shows.exec(title) })).find((one) => one.match !== null);
  const named = found?.match?.groups;
  const request = named?.['request'] ?? gitlabRequest.exec(message)?.[1];
  const squashed = found?.shape.squashes === true || (found === undefined && request !== undefined);
  return {
    method: parents > 1 ? 'merge' : squashed ? 'squash' : 'direct',
    title,
    pullRequest: request === undefined ? null : Number(request),
    source: named?.['source'] ?? null,
  };
}

const ticketKey = /(?<![A-Za-z0-9])([A-Z][A-Z0-9]{1,9}-[1-9]\d{0,8})(?![A-Za-z0-9])/g;
const closingWord = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|refs?|references|see|part of)\b:?\s+((?:#\d{1,9}(?:\s*,\s*|\s+and\s+)?)+)/gi;

/** Words of the same shape that are no tickets. */
const notTickets = /^(?:UTF|ISO|SHA|RFC|CVE|CWE|GHSA|HTTP|TLS|SSL|IPV|AES|RSA|ECMA|BASE|UTC|GMT|ASCII|COVID)-\d/;

/** Tickets that a text names: keys such as `HL-12`, and `#12` only after a word such as "fixes". */
export function ticketsIn(text: string): string[] {
  const keys = [...text.matchAll(ticketKey)].map((match) => match[1] as string).filter((key) => !notTickets.test(key));
  const numbers = [...text.matchAll(closingWord)].flatMap((match) => (match[1] as string).match(/#\d+/g) ?? []);
  return [...keys, ...numbers];
}

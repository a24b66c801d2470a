import { VendorError, type VendorErrorKind } from '../../kernel/refusal.ts';

/** Something that GitHub refused, or that went wrong on the way. `status` is that of HTTP; 200 for an error inside an answer of GraphQL. */
export class GitHubError extends VendorError {
  readonly status: number;
  /** In GitHub's words; `''` when it said nothing. */
  readonly said: string;
  /** What was asked was too much for one request: less may be answered. */
  readonly heavy: boolean;

  constructor(
    kind: VendorErrorKind,
    sentence: string,
    { status = 0, said = '', heavy = false }: { status?: number; said?: string; heavy?: boolean } = {},
  ) {
    super(kind, sentence);
    this.name = 'GitHubError';
    this.status = status;
    this.said = said;
    this.heavy = heavy;
  }
}

/** An error inside an answer of GraphQL. */
export interface Problem {
  /** `FORBIDDEN`, `NOT_FOUND`, `MAX_NODE_LIMIT_EXCEEDED` …; `''` when GitHub names none. */
  readonly type: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const heavyTypes = new Set(['MAX_NODE_LIMIT_EXCEEDED', 'RESOURCE_LIMITS_EXCEEDED', 'EXCESSIVE_PAGINATION']);

/** Less may be answered: GitHub gave up on the whole, or counted more than it allows. */
export function isHeavy({ type, message }: Problem): boolean {
  return heavyTypes.has(type) || /something went wrong while executing your query|timeout|timedout/i.test(message);
}

export function isDenied({ type, message }: Problem): boolean {
  return type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES' || /resource not accessible|saml|must have/i.test(message);
}

export function problemError(problem: Problem, asked: string): GitHubError {
  const { type, message } = problem;
  const place = problem.path.length === 0 ? '' : ` at ${problem.path.join('.')}`;
  const said = `${message}${/[.!?]$/.test(message) ? '' : '.'}`;
  const details = { status: 200, said: message, heavy: isHeavy(problem) };
  if (/saml/i.test(message))
    return new GitHubError(
      'forbidden',
      `GitHub answered ${asked} with: ${said} Authorise the token for single sign-on of the organization.`,
      details,
    );
  if (isDenied(problem))
    return new GitHubError('forbidden', `GitHub denied ${asked}${place}: ${said} Give the token the permission that is missing.`, details);
  if (type === 'RATE_LIMITED')
    return new GitHubError('rate-limited', `GitHub's limit for ${asked} is used up: ${said} Collect again later.`, details);
  if (type === 'NOT_FOUND')
    return new GitHubError('unreachable', `GitHub knows nothing${place} of what ${asked} names, or does not show it to this token: ${said}`, details);
  if (details.heavy) return new GitHubError('unreachable', `GitHub could not finish ${asked}: ${said} Collect again.`, details);
  return new GitHubError(
    'unexpected-shape',
    `GitHub answered ${asked} with an error${place}: ${said} Collect again; if it stays, report it.`,
    details,
  );
}

interface HttpFailure {
  readonly status: number;
  readonly asked: string;
  readonly host: string;
  readonly said: string;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** What a status of HTTP means to the person who runs the look. */
export function statusError({ status, asked, host, said, headers }: HttpFailure): GitHubError {
  const details = { status, said };
  const where = `${host} answered ${asked} with ${status}${said === '' ? '' : `: ${said.replace(/\.+$/, '')}`}.`;
  if (status === 401)
    return new GitHubError('unauthorized', `${where} The token is wrong, has expired, or was revoked. Make a new one and connect again.`, details);
  if (status === 403 && headers['x-github-sso'] !== undefined)
    return new GitHubError(
      'forbidden',
      `${where} Authorise the token for single sign-on of the organization, under Settings, Developer settings.`,
      details,
    );
  if (
    status === 429 ||
    (status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(said)))
  )
    return new GitHubError('rate-limited', `${where} Its limit is used up. Collect again later.`, details);
  if (status === 403) {
    const needed = headers['x-accepted-github-permissions'];
    const permission = needed === undefined ? 'the permission that is missing' : permissionWords(String(needed));
    return new GitHubError('forbidden', `${where} Give the token ${permission}.`, details);
  }
  if (status === 404)
    return new GitHubError('unreachable', `${where} It is gone, or this token may not see it. Check the name, and what the token may see.`, details);
  if (status >= 500) return new GitHubError('unreachable', `${where} Collect again later.`, { ...details, heavy: status === 502 || status === 504 });
  return new GitHubError('unexpected-shape', `${where} Collect again; if it stays, report it.`, details);
}

/** `administration=read,contents=read; members=read` as GitHub's pages of settings word it: "Administration: read" and "Contents: read", or "Members: read". */
function permissionWords(accepted: string): string {
  const worded = (one: string) => {
    const [name = '', right = ''] = one.trim().split('=');
    const words = name.replaceAll('_', ' ');
    return `"${words.charAt(0).toUpperCase()}${words.slice(1)}${right === '' ? '' : `: ${right}`}"`;
  };
  return accepted
    .split(';')
    .map((set) => set.split(',').map(worded).join(' and '))
    .join(', or ');
}

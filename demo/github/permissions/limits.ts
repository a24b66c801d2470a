import type { Instant } from '../../../src/kernel/time.ts';

export type Resource = 'core' | 'graphql';

/** What GitHub allows. The published figures are the standard ones; tests set small ones. */
export interface Allowance {
  /** Requests of one token in an hour. */
  readonly core: number;
  /** Points of one token in an hour. */
  readonly graphql: number;
  /** The length of that hour, in milliseconds. */
  readonly window: number;
  /** Requests of one token under way at once, over REST and GraphQL together. */
  readonly concurrent: number;
  /** Requests of one token in a minute. */
  readonly perMinute: Readonly<Record<Resource, number>>;
  /** What `Retry-After` says after a breach of a secondary limit, in whole seconds. */
  readonly retryAfter: number;
}

export const PUBLISHED: Allowance = {
  ...{ core: 5000, graphql: 5000, window: 3_600_000, concurrent: 100, retryAfter: 60 },
  perMinute: { core: 900, graphql: 2000 },
};

export interface Refused {
  readonly status: 403 | 429;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Rate {
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  /** Seconds since the epoch, on the server's clock. */
  readonly reset: number;
}

/** Counts what each token spends, refuses what is too much, and remembers who goes on asking while refused. */
export interface Limits {
  /** Call at the start of a request, and `end()` when its answer is out. `points` are spent unless refused. */
  begin(token: string, resource: Resource, points?: number): { readonly refused: Refused | null; readonly end: () => void };
  /** Gives points back: a 304 costs none. */
  refund(token: string, resource: Resource, points?: number): void;
  rate(token: string, resource: Resource): Rate;
  /** Requests sent although an answer had said to wait, and breaches. */
  readonly counts: { readonly refused: number; readonly insidePenalty: number };
}

interface Account {
  readonly spent: Record<Resource, number>;
  readonly recent: Record<Resource, number[]>;
  windowEnds: number;
  underWay: number;
  penaltyEnds: number;
}

const MINUTE = 60_000;

/** `clock` counts real milliseconds, `now` is the clock that the server shows: headers speak in its time. */
export function makeLimits(allowance: Allowance, now: () => Instant, clock: () => number = Date.now): Limits {
  const accounts = new Map<string, Account>();
  const counts = { refused: 0, insidePenalty: 0 };

  const accountOf = (token: string): Account => accountIn(accounts, token, allowance.window, clock());

  const rate = (token: string, resource: Resource): Rate => {
    const account = accountOf(token);
    const used = Math.min(account.spent[resource], allowance[resource]);
    const reset = Math.ceil((now() + account.windowEnds - clock()) / 1000);
    return { limit: allowance[resource], remaining: allowance[resource] - used, used, reset };
  };

  const refuse = (refused: Refused): { refused: Refused; end: () => void } => {
    counts.refused++;
    return { refused, end: () => undefined };
  };

  return {
    counts,
    rate,
    refund: (token, resource, points = 1) => {
      accountOf(token).spent[resource] -= points;
    },
    begin: (token, resource, points = 1) => {
      const account = accountOf(token);
      if (clock() < account.penaltyEnds) {
        counts.insidePenalty++;
        return refuse(secondary(Math.ceil((account.penaltyEnds - clock()) / 1000)));
      }
      if (account.spent[resource] + points > allowance[resource]) {
        if (account.spent[resource] > allowance[resource]) counts.insidePenalty++;
        account.spent[resource] = allowance[resource] + 1;
        return refuse(primary(rate(token, resource), resource));
      }
      if (isTooFast(account, resource, allowance, clock())) {
        account.penaltyEnds = clock() + allowance.retryAfter * 1000;
        return refuse(secondary(allowance.retryAfter));
      }
      account.spent[resource] += points;
      account.underWay++;
      return { refused: null, end: once(() => account.underWay--) };
    },
  };
}

/** What a token has spent; when its hour is over, nothing. */
function accountIn(accounts: Map<string, Account>, token: string, window: number, now: number): Account {
  const account = accounts.get(token) ?? {
    ...{ spent: { core: 0, graphql: 0 }, recent: { core: [], graphql: [] } },
    ...{ windowEnds: now + window, underWay: 0, penaltyEnds: 0 },
  };
  if (now >= account.windowEnds) {
    account.windowEnds = now + window;
    account.spent.core = 0;
    account.spent.graphql = 0;
  }
  accounts.set(token, account);
  return account;
}

function isTooFast(account: Account, resource: Resource, allowance: Allowance, now: number): boolean {
  const most = allowance.perMinute[resource];
  const recent = account.recent[resource];
  recent.push(now);
  // One more than are allowed tell of a breach; older ones need not be kept.
  if (recent.length > most + 1) recent.shift();
  const oldest = recent.findIndex((at) => at > now - MINUTE);
  if (oldest > 0) recent.splice(0, oldest);
  return account.underWay >= allowance.concurrent || recent.length > most;
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

/** As GitHub answers when the hour is spent: no `Retry-After`, but nothing remaining until `x-ratelimit-reset`. */
function primary(rate: Rate, resource: Resource): Refused {
  return { status: 403, message: 'API rate limit exceeded for this token.', headers: rateHeaders(rate, resource) };
}

function secondary(seconds: number): Refused {
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  return { status: 403, message, headers: { 'retry-after': String(seconds) } };
}

export function rateHeaders(rate: Rate, resource: Resource): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(rate.limit),
    'x-ratelimit-remaining': String(rate.remaining),
    'x-ratelimit-reset': String(rate.reset),
    'x-ratelimit-used': String(rate.used),
    'x-ratelimit-resource': resource,
  };
}

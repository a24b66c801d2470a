/** A request, before it is sent. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** Empty when there is none. */
  readonly body: string;
  readonly signal: AbortSignal;
}

/** An answer, read to its end, without what must never be kept. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
  /** SHA-256 of the body, where it is kept already. */
  readonly keptAs?: string;
}

/** What an answer says of the vendor's limits. */
export interface Standing {
  /** Which requests it holds for; `all` of them, or the bucket of the request when not given. */
  readonly bucket?: string;
  /** How many more may be sent before the window ends; null when untold. */
  readonly remaining: number | null;
  /** Milliseconds until the window ends; null when untold. */
  readonly resetsIn: number | null;
  /** This very request was refused, and nothing may be sent for so many milliseconds; null when it was not. */
  readonly refusedFor: number | null;
  /** The vendor did not say for how long: each refusal in a row doubles it. */
  readonly guessed?: boolean;
}

/** What differs from vendor to vendor. */
export interface HttpManners {
  /** The one host, and path below it, that may be asked: `https://api.github.com`, `https://git.example.com/api`. */
  readonly base: URL;
  /** Requests that share a limit; all of them when not given. */
  readonly bucketOf?: (asked: Asked) => string;
  /** What an answer says of limits; null when it says nothing. */
  readonly limits?: (answer: Answer) => Standing | null;
  /** Which requests other than GET and HEAD only read, such as a GraphQL query. No other is ever sent. */
  readonly reads?: (asked: Asked) => boolean;
  /** Whose answer is itself a secret, such as a token: it is neither kept nor hashed. */
  readonly secretAnswer?: (asked: Asked) => boolean;
  /** Fields of answers that must never be kept, by name, or by the names that lead to it: `secret`, `config.secret`. They are taken out at any depth. */
  readonly never?: readonly string[];
  /** Fields that hold an address of which only scheme and host may be kept, named in the same way: the rest may hold a secret. */
  readonly originOnly?: readonly string[];
  /** Stands for whoever asks, where the authorization itself changes by the hour, as that of an App does. Otherwise a hash of it does. */
  readonly identity?: string;
  /** What to do about an answer that refuses (401, 403), in the vendor's own terms: a sentence. */
  readonly advice?: (answer: Answer) => string | undefined;
  /** How many rows an answer holds; otherwise lists are counted. */
  readonly rowsOf?: (json: unknown) => number;
  /** Milliseconds for one whole call, its body included. */
  readonly timeout?: number;
  /** How often one thing is asked when no usable answer comes. */
  readonly attempts?: number;
  readonly mostBytes?: number;
  /** Requests under way at the same time; one, unless the vendor likes more. */
  readonly atOnce?: number;
  /** The longest that is waited for a limit, in milliseconds. Beyond it the look ends, and says when to come back. */
  readonly longestWait?: number;
}

/** How often this one request is tried; a query that is too heavy is better made smaller than sent again. It is taken out before sending. */
export const ATTEMPTS_HEADER = 'x-tickmark-attempts';

/** On an answer that the vendor confirmed as unchanged since it was kept. */
export const NOT_MODIFIED_HEADER = 'x-tickmark-not-modified';

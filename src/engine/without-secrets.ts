import type { Kept, Look } from '../connectors/kit/connector.ts';

/** What stands where a secret stood. */
const MARK = '[sealed]';

/** Shorter ones would be found in texts that have nothing to do with them. */
const SHORTEST = 8;

/**
 * A second guard behind connectors that do not tell secrets: takes them out of whatever is kept or shown, as they are and as they are written in an
 * address, in a header and in JSON.
 */
export interface SecretGuard {
  text(text: string): string;
  /** Anything that JSON can hold. */
  json<T>(value: T): T;
  bytes(bytes: Uint8Array): Uint8Array;
  /** The same error, which says nothing of a secret any more. */
  error(error: unknown): unknown;
  /** A look that keeps and tells nothing of a secret. */
  look(look: Look): Look;
}

export function secretGuard(secrets: readonly string[]): SecretGuard {
  const forms = [...new Set(secrets.flatMap(formsOf))].filter((one) => one.length >= SHORTEST).sort((a, b) => b.length - a.length);
  const text = (given: string) => forms.reduce((so, form) => so.replaceAll(form, MARK), given);
  const json = <T>(value: T): T => {
    const written = JSON.stringify(value);
    if (written === undefined || !forms.some((form) => written.includes(form))) return value;
    return JSON.parse(text(written)) as T;
  };
  const bytes = (given: Uint8Array) => {
    const buffer = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    return forms.some((form) => buffer.includes(form)) ? Buffer.from(text(buffer.toString('latin1')), 'latin1') : given;
  };
  const error = (given: unknown) => {
    if (given instanceof Error) {
      given.message = text(given.message);
      if (given.stack !== undefined) given.stack = text(given.stack);
    }
    return given;
  };
  const look = (given: Look): Look => ({
    ...given,
    note: (sentence) => given.note(text(sentence)),
    keep: (evidence) => given.keep({ ...evidence, name: text(evidence.name), bytes: bytes(evidence.bytes) }),
    remember: (memory) => given.remember(json(memory)),
    ...(given.kept && { kept: withoutSecrets(given.kept, bytes) }),
  });
  return { text, json, bytes, error, look };
}

function withoutSecrets(kept: Kept, bytes: SecretGuard['bytes']): Kept {
  return { ...kept, put: (given) => kept.put(bytes(given)) };
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const whole = [secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('base64url'), JSON.stringify(secret).slice(1, -1)];
  // Of a key in PEM every line but the first and last is a piece of it.
  return [...whole, ...secret.split(/\r?\n/).filter((line) => line !== secret && !line.startsWith('-----'))];
}

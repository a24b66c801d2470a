import type { Sha256 } from './crypto.ts';
import { VerifyError } from './failure.ts';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from './note.ts';

/** A key of a log and the checkpoints it may sign: sizes `[fromSize, untilSize)`, recorded in `[from, until)`; null is open. */
export interface LogKey {
  readonly key: VerifierKey;
  readonly fromSize: number;
  readonly untilSize: number | null;
  /** ISO, milliseconds, Z. */
  readonly from: string | null;
  readonly until: string | null;
}

/** A `LogKey` in JSON. */
export interface LogKeyText {
  readonly key: string;
  readonly fromSize: number;
  readonly untilSize: number | null;
  readonly from: string | null;
  readonly until: string | null;
}

/** A key without any limit: what an auditor pins. */
export function unlimited(key: VerifierKey): LogKey {
  return { key, fromSize: 0, untilSize: null, from: null, until: null };
}

/** Whether the key was the log's at the size and at the time of a checkpoint. */
export function isValidFor(held: LogKey, { size, recorded }: { readonly size: number; readonly recorded: string }): boolean {
  const bySize = size >= held.fromSize && (held.untilSize === null || size < held.untilSize);
  const byTime = (held.from === null || recorded >= held.from) && (held.until === null || recorded < held.until);
  return bySize && byTime;
}

export function formatLogKey(held: LogKey): LogKeyText {
  return { ...held, key: formatVerifierKey(held.key) };
}

/** @throws VerifyError `malformed-key` */
export function parseLogKey(sha256: Sha256, value: unknown): LogKey {
  if (!isLogKeyText(value)) throw new VerifyError('malformed-key', 'A key of a log needs key, fromSize, untilSize, from and until.');
  const { key, fromSize, untilSize, from, until } = value;
  return { key: parseVerifierKey(sha256, key), fromSize, untilSize, from, until };
}

function isLogKeyText(value: unknown): value is LogKeyText {
  if (typeof value !== 'object' || value === null) return false;
  const { key, fromSize, untilSize, from, until } = value as Record<string, unknown>;
  return typeof key === 'string' && isSize(fromSize) && (untilSize === null || isSize(untilSize)) && isEnd(from) && isEnd(until);
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isEnd(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && isIsoInstant(value));
}

/** Whether the text is an instant as this format writes it, UTC with milliseconds; such texts sort as the instants do. */
export function isIsoInstant(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)) return false;
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
}

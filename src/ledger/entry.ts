import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { sha256 } from '../kernel/hash.ts';
import { newUuid, type Uuid } from '../kernel/ids.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { isIsoInstant } from '../verify/core/log-keys.ts';
import { type BaseRule, type EntryFields, type EntryType, type EntryTypeRule, entryTypes, type FieldRule } from './entry-types.ts';

/** An entry before it has a place in the tree. */
export interface Entry {
  readonly id: Uuid;
  readonly type: EntryType;
  readonly at: Instant;
  /** Canonical JSON: what will be sealed, together with the instant of recording. */
  readonly body: string;
}

export interface EntryInput<T extends EntryType> {
  readonly type: T;
  /** By the writer's clock. Says when somebody wrote it, and proves nothing: the place in the tree does. */
  readonly at: Instant;
  readonly fields: EntryFields<T>;
  /** Content the entry names by commitment, beside the commitments among its fields. */
  readonly commitments?: Readonly<Record<string, string>>;
  readonly id?: Uuid;
}

/**
 * Builds an entry's body and refuses what an entry may not hold.
 * @throws TypeError naming the field
 */
export function buildEntry<T extends EntryType>(input: EntryInput<T>): Entry {
  const { type, at, commitments } = input;
  const rule: EntryTypeRule | undefined = entryTypes[type];
  if (rule === undefined) throw new TypeError(`There is no entry of type ${type}`);
  const fields = input.fields as Readonly<Record<string, Json>>;
  requireFields(type, rule, fields);
  requireCommitments(type, commitments);
  const id = input.id ?? newUuid();
  const body = canonicalJson({ ...fields, id, type, at: isoInstant(at), ...(commitments && { commitments }) });
  return { id, type, at, body };
}

function requireFields(type: string, rule: EntryTypeRule, fields: Readonly<Record<string, Json>>): void {
  for (const name of Object.keys(fields)) {
    if (!Object.hasOwn(rule.fields, name)) throw new TypeError(`An entry of type ${type} has no field ${name}`);
  }
  for (const [name, field] of Object.entries(rule.fields)) {
    if (!fits(field, fields[name])) throw new TypeError(`The field ${name} of an entry of type ${type} is no ${field}`);
  }
}

function requireCommitments(type: string, commitments: Readonly<Record<string, string>> = {}): void {
  for (const [name, value] of Object.entries(commitments)) {
    if (!tests.word(name) || !tests.commitment(value)) throw new TypeError(`The commitment ${name} of an entry of type ${type} is malformed`);
  }
}

function fits(field: FieldRule, value: Json | undefined): boolean {
  if (!field.endsWith('?')) return tests[field as BaseRule](value);
  return value === null || tests[field.slice(0, -1) as BaseRule](value);
}

/** An address, and not the version of a package (`pkg:npm/left-pad@1.3.0`). */
const emailShape = /[^\s@/:]+@[^\s@/:]+\.[a-z]{2,}$/i;

const tests: Readonly<Record<BaseRule, (value: Json | undefined) => boolean>> = {
  uuid: matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  instant: (value) => typeof value === 'string' && isIsoInstant(value),
  word: matches(/^[A-Za-z0-9]+([-./][A-Za-z0-9]+)*$/),
  'vendor-id': (value) => typeof value === 'string' && /^[^\p{Cc}]{0,1024}$/u.test(value) && !emailShape.test(value),
  count: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  hash: matches(/^[0-9a-f]{64}$/),
  commitment: matches(/^[0-9a-f]{64}$/),
  key: matches(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}$/u),
};

function matches(shape: RegExp): (value: Json | undefined) => boolean {
  return (value) => typeof value === 'string' && shape.test(value);
}

/** The text whose UTF-8 bytes are the leaf: itself canonical JSON, because `entry` sorts before `recorded`. */
export function sealedText(body: string, recorded: Instant): string {
  return `{"entry":${body},"recorded":"${isoInstant(recorded)}"}`;
}

/** 32 bytes: SHA-256(0x00 || sealed bytes). */
export function entryLeafHash(body: string, recorded: Instant): Uint8Array {
  return sha256(`\u0000${sealedText(body, recorded)}`);
}

/** The instant at which an entry is recorded: the clock's, but never before the entry that stands in front of it. */
export function recordedAfter(previous: Instant | null, now: Instant): Instant {
  return previous !== null && previous > now ? previous : now;
}

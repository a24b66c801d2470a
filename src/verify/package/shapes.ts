import { isIsoInstant } from '../core/log-keys.ts';

/** Something that was read and whose members are not yet known. */
export type Loose = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A text that is not empty: an id, a name. */
export function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isCountValue(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isHex32(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && isIsoInstant(value);
}

export function isListOf<T>(value: unknown, member: (one: unknown) => one is T): value is readonly T[] {
  return Array.isArray(value) && value.every(member);
}

/** A day of the calendar, `2025-03-01`. */
export function isDate(value: unknown): value is string {
  return typeof value === 'string' && isInstant(`${value}T00:00:00.000Z`);
}

/** Whether an object has these members, whatever they hold. */
export function hasAll(value: Loose, ...names: readonly string[]): boolean {
  return names.every((name) => Object.hasOwn(value, name));
}

/** Whether an object has exactly these members. */
export function hasExactly(value: Loose, ...names: readonly string[]): boolean {
  return Object.keys(value).length === names.length && hasAll(value, ...names);
}

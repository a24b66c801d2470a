import { isIsoInstant } from '../core/log-keys.ts';

/** Something that was read and whose members are not yet known. */
export type Loose = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
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

/** Whether an object has exactly these members. */
export function hasExactly(value: Loose, ...names: readonly string[]): boolean {
  const held = Object.keys(value);
  return held.length === names.length && names.every((name) => Object.hasOwn(value, name));
}

import { describe, expect, test } from 'vitest';
import { nameOf } from './keys.ts';

const plain = { mod: false, alt: false };

describe('a key', () => {
  test('is named by what it types', () => {
    expect(nameOf({ key: '?', ...plain }, false)).toBe('?');
    expect(nameOf({ key: 'j', ...plain }, false)).toBe('j');
  });

  test('is the second of a chord after g', () => {
    expect(nameOf({ key: 'c', ...plain }, true)).toBe('g c');
    expect(nameOf({ key: 'C', ...plain }, true)).toBe('g c');
  });

  test('with Control or Command is never one of a chord', () => {
    expect(nameOf({ key: 'K', mod: true, alt: false }, true)).toBe('mod+k');
  });

  test('that types nothing, or comes with Alt, means nothing here', () => {
    expect(nameOf({ key: 'Enter', ...plain }, false)).toBeNull();
    expect(nameOf({ key: 'Shift', ...plain }, true)).toBeNull();
    expect(nameOf({ key: 'c', mod: false, alt: true }, true)).toBeNull();
  });
});

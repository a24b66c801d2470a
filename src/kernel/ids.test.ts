import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivedUuid, newUuid, subjectId, systemId, uuid } from './ids.ts';

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const version5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('derived ids', () => {
  // Frozen: a data directory keeps these for ever. If one of them changes, every subject of every customer becomes a new one.
  test.each([
    [[], 'b5d09770-ded3-5f6c-8c76-5eb77cc45cf1'],
    [[''], '0c613e6a-ec95-51c0-a9fe-37e54e3125e1'],
    [['a'], '00e14e55-fc92-5f09-8af2-3b0d5010784d'],
    [['a', 'b'], '2dbe6cbd-5193-50ef-9dc0-c1ab759d83a5'],
    [['Zürich', '😀', 'line\nbreak "quoted" \\'], '570e2d1d-d389-5100-b13b-3aaec7bd9f96'],
  ])('of %j is %s, on every machine', (parts, id) => {
    expect(derivedUuid(...parts)).toBe(id);
  });

  test('of a system and of a subject, on every machine', () => {
    const system = systemId('github', '42');
    expect(system).toBe('d978341f-c102-532c-906d-efe9a680671a');
    expect(subjectId(system, 'account', '1001')).toBe('2c7e945d-dac6-559a-9478-a780ee932eba');
    expect(subjectId(system, 'repository', '1001')).toBe('82b6cafc-3990-5b65-a4ee-70f30376de47');
  });

  test('are UUIDs of version 5', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (parts) => {
        expect(derivedUuid(...parts)).toMatch(version5);
      }),
    );
  });

  test('differ when the parts do, however these are cut', () => {
    const part = fc.string({ unit: fc.constantFrom('a', '"', ',', '\\', '\u0000', ']', '\ud800', 'u', 'é', 'e\u0301') });
    const parts = fc.array(part, { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const same = a.length === b.length && a.every((one, i) => one === b[i]);
        expect(derivedUuid(...a) === derivedUuid(...b)).toBe(same);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    [
      ['ab', 'c'],
      ['a', 'bc'],
    ],
    [['a,b'], ['a', 'b']],
    [['a","b'], ['a', 'b']],
    [['a', ''], ['a']],
    [[], ['']],
    [['\u00e9'], ['e\u0301']],
    [['\ud800'], ['\\ud800']],
    [['a\u0000'], ['a']],
    [['A'], ['a']],
  ])('%j and %j are not the same', (a, b) => {
    expect(derivedUuid(...a)).not.toBe(derivedUuid(...b));
  });

  test('a system is never a subject, whatever its parts', () => {
    expect(systemId('a', 'b')).not.toBe(derivedUuid('subject', 'a', 'b'));
    expect(new Set([1, 2].flatMap((n) => ['account', 'change'].map((kind) => subjectId(systemId('github', String(n)), kind, '7')))).size).toBe(4);
  });
});

describe('UUIDs', () => {
  test('are read in either case and kept in lower', () => {
    expect(uuid('6F0C2C4E-9C1B-4A5E-8C3F-D1A0A8B8D6F2')).toBe('6f0c2c4e-9c1b-4a5e-8c3f-d1a0a8b8d6f2');
  });

  test.each([
    '',
    'x',
    '6f0c2c4e9c1b4a5e8c3fd1a0a8b8d6f2',
    '6f0c2c4e-9c1b-4a5e-8c3f-d1a0a8b8d6f',
    ' 6f0c2c4e-9c1b-4a5e-8c3f-d1a0a8b8d6f2',
    '{6f0c2c4e-9c1b-4a5e-8c3f-d1a0a8b8d6f2}',
    '6f0c2c4e-9c1b-4a5e-8c3f-d1a0a8b8d6f2\n',
  ])('are nothing like %j', (text) => {
    expect(() => uuid(text)).toThrow(RangeError);
  });

  test('are new each time', () => {
    const made = Array.from({ length: 1_000 }, newUuid);
    expect(new Set(made).size).toBe(1_000);
    for (const one of made) expect(one).toMatch(shape);
  });
});

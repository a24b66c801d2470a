import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newKey, seal, unseal } from './envelope.ts';

const bytes = fc.uint8Array({ maxLength: 300 });
const parts = fc.array(fc.string(), { minLength: 1, maxLength: 4 });

test('opens with the same key and belonging, byte for byte; the same plain text is never the same box twice', () => {
  fc.assert(
    fc.property(bytes, parts, (plain, belongs) => {
      const key = newKey();
      const [one, other] = [seal(key, plain, belongs), seal(key, plain, belongs)];
      expect(unseal(key, one, belongs)?.equals(plain)).toBe(true);
      expect(one.equals(other)).toBe(false);
    }),
  );
});

test('opens with no other key, belonging, or bytes', () => {
  fc.assert(
    fc.property(bytes, parts, parts, fc.nat(), fc.integer({ min: 1, max: 255 }), (plain, belongs, others, place, flip) => {
      fc.pre(JSON.stringify(belongs) !== JSON.stringify(others));
      const key = newKey();
      const box = seal(key, plain, belongs);
      expect(unseal(newKey(), box, belongs)).toBeNull();
      expect(unseal(key, box, others)).toBeNull();
      const changed = Buffer.from(box);
      changed[place % box.length] = (changed[place % box.length] as number) ^ flip;
      expect(unseal(key, changed, belongs)).toBeNull();
      expect(unseal(key, box.subarray(0, place % box.length), belongs)).toBeNull();
    }),
  );
});

test('parts that join to the same text belong to different things', () => {
  const key = newKey();
  expect(unseal(key, seal(key, Buffer.from('x'), ['a', 'bc']), ['ab', 'c'])).toBeNull();
});

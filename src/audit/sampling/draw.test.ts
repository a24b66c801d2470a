import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../kernel/hash.ts';
import { type Drawing, drawMore, drawSample, type Sample, sampleSeed } from './draw.ts';

const period = { from: '2025-01-01T00:00:00.000Z', until: '2026-01-01T00:00:00.000Z' };
const base: Drawing = {
  engagement: 'audit-2025',
  control: 'change-review',
  populationSha256: sha256Hex('rows'),
  items: [],
  size: 0,
  strata: 1,
  period,
};
const START = Date.parse(period.from);
const YEAR = Date.parse(period.until) - START;

const keysOf = (sample: Sample) => sample.items.map(({ item }) => item);
const sorted = (keys: readonly string[]) => keys.toSorted();

const item = fc.record({
  item: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  from: fc.integer({ min: START - YEAR / 4, max: START + YEAR * 1.25 }).map((at) => new Date(at).toISOString()),
});
const items = fc.uniqueArray(item, { maxLength: 40, selector: ({ item: key }) => key });
const drawing: fc.Arbitrary<Drawing> = fc
  .record({ items, size: fc.nat(45), strata: fc.integer({ min: 1, max: 13 }) })
  .map((one) => ({ ...base, ...one }));
const simple = drawing.map((one) => ({ ...one, strata: 1 }));

describe('drawSample', () => {
  test('seed and ranks are SHA-256 of the texts of the specification', () => {
    const { seed, items: drawn } = drawSample({ ...base, items: [{ item: 'Grüße@1', from: '2025-06-30T00:00:00.000Z' }], size: 1, strata: 2 });
    expect(seed).toBe(sha256Hex(`tickmark-sample/1\naudit-2025\nchange-review\n${base.populationSha256}\n`));
    expect(drawn).toEqual([{ item: 'Grüße@1', stratum: 1, rank: sha256Hex(Buffer.from(`${seed}\nGrüße@1`, 'utf8')) }]);
  });

  test('without items, nothing is drawn', () => {
    expect(drawSample({ ...base, size: 25, strata: 4 })).toEqual({ seed: sampleSeed(base), items: [] });
  });

  test('a simple sample is the lowest ranks of all', () => {
    fc.assert(
      fc.property(simple, (one) => {
        const ranks = one.items.map(({ item: key }) => sha256Hex(`${sampleSeed(one)}\n${key}`)).toSorted();
        expect(
          drawSample(one)
            .items.map(({ rank }) => rank)
            .toSorted(),
        ).toEqual(ranks.slice(0, one.size));
      }),
    );
  });

  test('in whatever order the items come, the same are drawn, and they stand in that order', () => {
    const shuffled = drawing.chain((one) =>
      fc.shuffledSubarray([...one.items], { minLength: one.items.length }).map((other) => ({ one, other: { ...one, items: other } })),
    );
    fc.assert(
      fc.property(shuffled, ({ one, other }) => {
        expect(sorted(keysOf(drawSample(other)))).toEqual(sorted(keysOf(drawSample(one))));
        for (const each of [one, other]) {
          const drawn = new Set(keysOf(drawSample(each)));
          expect(keysOf(drawSample(each))).toEqual(each.items.map(({ item: key }) => key).filter((key) => drawn.has(key)));
        }
      }),
    );
  });

  test('as many as asked for, at most all, and none twice', () => {
    fc.assert(
      fc.property(drawing, (one) => {
        const keys = keysOf(drawSample(one));
        expect(keys).toHaveLength(Math.min(one.size, one.items.length));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test('a simple sample of one more holds the one before it', () => {
    fc.assert(
      fc.property(simple, (one) => {
        expect(keysOf(drawSample({ ...one, size: one.size + 1 }))).toEqual(expect.arrayContaining(keysOf(drawSample(one))));
      }),
    );
  });

  test('from each stratum its proportion, rounded down or up, and in it the lowest ranks', () => {
    fc.assert(
      fc.property(drawing, (one) => {
        const all = drawSample({ ...one, size: one.items.length }).items;
        const drawn = new Set(keysOf(drawSample(one)));
        const size = Math.min(one.size, one.items.length);
        for (let stratum = 1; stratum <= one.strata; stratum++) {
          const held = all.filter((each) => each.stratum === stratum);
          const taken = held.filter(({ item: key }) => drawn.has(key));
          expect(Math.abs(taken.length * all.length - size * held.length)).toBeLessThan(Math.max(1, all.length));
          const left = held.filter(({ item: key }) => !drawn.has(key));
          for (const { rank } of taken) for (const other of left) expect(rank < other.rank).toBe(true);
        }
      }),
    );
  });

  test('another engagement, control or population draws anew', () => {
    const many = { ...base, size: 10, items: Array.from({ length: 100 }, (_, i) => ({ item: `item-${i}`, from: period.from })) };
    const samples = [
      many,
      { ...many, engagement: 'audit-2026' },
      { ...many, control: 'access-review' },
      { ...many, populationSha256: sha256Hex('other') },
    ];
    expect(new Set(samples.map((one) => keysOf(drawSample(one)).join())).size).toBe(4);
  });

  test('every item has its turn: over many engagements each is drawn about as often', () => {
    const ten = { ...base, size: 3, items: Array.from({ length: 10 }, (_, i) => ({ item: `item-${i}`, from: period.from })) };
    const drawn = Array.from({ length: 1_000 }, (_, i) => keysOf(drawSample({ ...ten, engagement: `audit-${i}` }))).flat();
    for (const { item: key } of ten.items) {
      const times = drawn.filter((one) => one === key).length;
      expect(times).toBeGreaterThan(230);
      expect(times).toBeLessThan(370);
    }
  });

  const two = [
    { item: 'a', from: period.from },
    { item: 'b', from: period.from },
  ];
  test.each<[string, Partial<Drawing>]>([
    ['sampling/duplicate-item', { items: [...two, { item: 'a', from: period.until }] }],
    ['sampling/item', { items: [{ item: '', from: period.from }] }],
    ['sampling/item', { items: [{ item: 'lone \ud800', from: period.from }] }],
    ['sampling/instant', { items: [{ item: 'a', from: '2025-02-30T00:00:00.000Z' }] }],
    ['sampling/instant', { items: [{ item: 'a', from: '2025-02-03T00:00:00Z' }] }],
    ['sampling/instant', { items: [{ item: 'a', from: '2025-02-03T00:00:00.000+01:00' }] }],
    ['sampling/size', { size: -1 }],
    ['sampling/size', { size: 1.5 }],
    ['sampling/size', { size: Number.NaN }],
    ['sampling/strata', { strata: 0 }],
    ['sampling/strata', { strata: 2.5 }],
    ['sampling/strata', { strata: 1_001 }],
    ['sampling/population-hash', { populationSha256: 'abc' }],
    ['sampling/population-hash', { populationSha256: base.populationSha256.toUpperCase() }],
    ['sampling/population-hash', { populationSha256: `${base.populationSha256}\n` }],
    ['sampling/name', { engagement: '' }],
    ['sampling/name', { engagement: 'audit\n2025' }],
    ['sampling/name', { control: 'change\u0085review' }],
    ['sampling/name', { control: '\udc00' }],
    ['sampling/period', { period: { from: period.until, until: period.from } }],
    ['sampling/period', { period: { from: period.from, until: period.from } }],
    ['sampling/period', { period: { from: '2025-01-01', until: '2026-01-01' } }],
  ])('refuses with %s: %j', (code, wrong) => {
    const good = { ...base, items: two, size: 1 };
    expect(keysOf(drawSample(good))).toHaveLength(1);
    expect(() => drawSample({ ...good, ...wrong })).toThrow(expect.objectContaining({ code }));
  });
});

describe('drawMore', () => {
  const together = (a: Sample, b: Sample): Sample => ({ seed: a.seed, items: [...a.items, ...b.items] });

  test('adds the next in rank, none of them again, as far as there are any', () => {
    fc.assert(
      fc.property(drawing, fc.nat(20), (one, more) => {
        const first = drawSample(one);
        const added = drawMore(one, first, more);
        const taken = new Set(keysOf(first));
        const left = drawSample({ ...one, size: one.items.length }).items.filter(({ item: key }) => !taken.has(key));
        const wanted = new Set(left.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, more));
        expect(added).toEqual({ seed: first.seed, items: left.filter((each) => wanted.has(each)) });
      }),
    );
  });

  test('adding twice is adding once, and a simple sample with more is the larger simple sample', () => {
    fc.assert(
      fc.property(drawing, fc.nat(10), fc.nat(10), (one, a, b) => {
        const first = drawSample(one);
        const once = drawMore(one, first, a + b);
        const step = drawMore(one, first, a);
        expect(sorted(keysOf(together(step, drawMore(one, together(first, step), b))))).toEqual(sorted(keysOf(once)));
        if (one.strata === 1) expect(sorted(keysOf(together(first, once)))).toEqual(sorted(keysOf(drawSample({ ...one, size: one.size + a + b }))));
      }),
    );
  });

  test('refuses what was drawn from something else, and a number that is none', () => {
    const one = {
      ...base,
      size: 1,
      items: [
        { item: 'a', from: period.from },
        { item: 'b', from: period.from },
      ],
    };
    const first = drawSample(one);
    const already = expect.objectContaining({ code: 'sampling/already' });
    expect(() => drawMore({ ...one, populationSha256: sha256Hex('changed') }, first, 1)).toThrow(already);
    expect(() => drawMore({ ...one, control: 'access-review' }, { ...first, items: [] }, 1)).toThrow(already);
    expect(() => drawMore(one, { ...first, items: [{ item: 'c', stratum: 1, rank: sha256Hex(`${first.seed}\nc`) }] }, 1)).toThrow(already);
    expect(() => drawMore(one, { ...first, items: [{ item: 'a', stratum: 1, rank: '0'.repeat(64) }] }, 1)).toThrow(already);
    for (const more of [-1, 0.5]) expect(() => drawMore(one, first, more)).toThrow(expect.objectContaining({ code: 'sampling/size' }));
    expect(keysOf(drawMore(one, first, 5))).toHaveLength(1);
  });
});

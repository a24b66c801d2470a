import { expect, test } from 'vitest';
import { type Aim, sampleSize, upperDeviationLimit } from './exact.ts';

test.each<[string, Partial<Aim>]>([
  ['sampling/population', { population: 0 }],
  ['sampling/population', { population: 1_000_001 }],
  ['sampling/population', { population: 12.5 }],
  ['sampling/confidence', { confidence: 0 }],
  ['sampling/confidence', { confidence: 1 }],
  ['sampling/confidence', { confidence: 95 }],
  ['sampling/confidence', { confidence: Number.NaN }],
  ['sampling/tolerable-rate', { tolerableRate: 0 }],
  ['sampling/tolerable-rate', { tolerableRate: 1.01 }],
  ['sampling/tolerable-rate', { tolerableRate: Number.NaN }],
  ['sampling/expected-deviations', { expectedDeviations: -1 }],
  ['sampling/expected-deviations', { expectedDeviations: 0.5 }],
  ['sampling/expected-not-tolerable', { expectedDeviations: 10 }],
])('sampleSize refuses with %s: %o', (code, wrong) => {
  const good: Aim = { population: 100, confidence: 0.95, tolerableRate: 0.1, expectedDeviations: 0 };
  expect(() => sampleSize({ ...good, ...wrong })).toThrow(expect.objectContaining({ code }));
  expect(sampleSize({ ...good, expectedDeviations: 9 })).toBeLessThanOrEqual(100);
});

test.each([
  ['sampling/population', { population: 0, sampleSize: 0, deviations: 0, confidence: 0.95 }],
  ['sampling/sample-size', { population: 10, sampleSize: 11, deviations: 0, confidence: 0.95 }],
  ['sampling/sample-size', { population: null, sampleSize: -1, deviations: 0, confidence: 0.95 }],
  ['sampling/deviations', { population: 10, sampleSize: 5, deviations: 6, confidence: 0.95 }],
  ['sampling/deviations', { population: null, sampleSize: 5, deviations: 0.5, confidence: 0.95 }],
  ['sampling/confidence', { population: null, sampleSize: 5, deviations: 0, confidence: 1 }],
])('upperDeviationLimit refuses with %s: %o', (code, drawn) => {
  expect(() => upperDeviationLimit(drawn)).toThrow(expect.objectContaining({ code }));
});

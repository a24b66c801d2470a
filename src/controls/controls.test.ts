import { describe, expect, test } from 'vitest';
import { allChecks } from '../checks/index.ts';
import { criteria } from './criteria.ts';
import { allControls } from './index.ts';

describe('the catalogue', () => {
  test('holds every check in exactly one control', () => {
    expect(allControls.flatMap((one) => one.checks).sort()).toEqual(allChecks.map((one) => one.id).sort());
  });

  test('gives each control an id of its own', () => {
    expect(new Set(allControls.map((one) => one.id)).size).toBe(allControls.length);
  });

  test('maps to criteria that exist, each once, with a reason of its own', () => {
    const known = new Set<string>(criteria.map((one) => one.id));
    for (const control of allControls) {
      const mapped = control.criteria.map((one) => one.criterion);
      expect(
        mapped.filter((one) => !known.has(one)),
        control.id,
      ).toEqual([]);
      expect(new Set(mapped).size, control.id).toBe(mapped.length);
      expect(control.criteria.length, control.id).toBeGreaterThan(0);
    }
    const reasons = allControls.flatMap((one) => one.criteria.map((mapping) => mapping.reason));
    expect(new Set(reasons).size).toBe(reasons.length);
  });

  test('names as cadence a parameter that its checks read', () => {
    for (const control of allControls) {
      const read = allChecks.filter((one) => control.checks.includes(one.id)).flatMap((one) => one.settings);
      expect(
        control.cadence.filter((one) => !read.includes(one)),
        control.id,
      ).toEqual([]);
    }
  });
});

test('there are 61 criteria: 33 common, 3, 2, 5 and 18', () => {
  const counted = Object.entries(Object.groupBy(criteria, (one) => one.category)).map(([category, of]) => [category, of?.length]);
  expect(Object.fromEntries(counted)).toEqual({ security: 33, availability: 3, confidentiality: 2, 'processing-integrity': 5, privacy: 18 });
  expect(new Set(criteria.map((one) => one.id)).size).toBe(61);
});

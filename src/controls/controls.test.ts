import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allChecks } from '../checks/index.ts';
import { controlRecords } from '../populations/control-records.ts';
import { settingDefinitions } from '../populations/settings.ts';
import { criteria } from './criteria.ts';
import { allControls } from './index.ts';

const policies = new URL('../program-template/policies/', import.meta.url);
const reasons = allControls.flatMap((one) => one.criteria.map(({ reason }) => reason));

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
    expect(new Set(reasons).size).toBe(reasons.length);
  });

  test('names as cadence a parameter that its checks read or its records keep to, and leaves out none of its records', () => {
    for (const control of allControls) {
      const read: string[] = allChecks.filter((one) => control.checks.includes(one.id)).flatMap((one) => one.settings);
      const kept: string[] = controlRecords.filter((one) => one.control === control.id).map((one) => one.cadence);
      expect(
        control.cadence.filter((one) => ![...read, ...kept].includes(one)),
        control.id,
      ).toEqual([]);
      expect(control.cadence, control.id).toEqual(expect.arrayContaining(kept));
      expect(new Set(control.cadence).size, control.id).toBe(control.cadence.length);
    }
  });

  test('holds about sixty controls', () => {
    expect(allControls.length).toBeGreaterThanOrEqual(55);
    expect(allControls.length).toBeLessThanOrEqual(65);
  });

  test('serves every criterion, and these by one control only', () => {
    const serving = (criterion: string) => allControls.filter((one) => one.criteria.some((mapping) => mapping.criterion === criterion)).length;
    expect(criteria.filter((one) => serving(one.id) === 0).map((one) => one.id)).toEqual([]);
    const once = criteria.filter((one) => serving(one.id) === 1).map((one) => one.id);
    expect(once).toEqual(['P1.1', 'P3.1', 'P3.2', 'P5.1', 'P5.2', 'P6.2', 'P6.4', 'P6.6']);
  });

  test('names as documents policies of the starter program, whose feet name the criteria', () => {
    const known = readdirSync(policies).map((name) => name.replace(/\.md$/, ''));
    expect(known).toHaveLength(14);
    const served = new Map(known.map((id) => [id, footOf(id)]));
    for (const control of allControls) {
      expect(control.documents.length, control.id).toBeGreaterThan(0);
      expect(known, control.id).toEqual(expect.arrayContaining([...control.documents]));
      const together = control.documents.flatMap((id) => served.get(id) ?? []);
      expect(together, control.id).toEqual(expect.arrayContaining(control.criteria.map((one) => one.criterion)));
    }
  });

  test('says how each control is kept, in more than one sentence, beside a short title', () => {
    for (const { id, title, how, promise } of allControls) {
      expect(sentencesOf(how).length, id).toBeGreaterThanOrEqual(2);
      expect(how, id).not.toBe(promise);
      expect(title.length, id).toBeLessThan(70);
    }
    for (const key of ['title', 'promise', 'how'] as const) expect(new Set(allControls.map((one) => one[key])).size, key).toBe(allControls.length);
  });

  test('gives each variant of a control once, with what is done instead', () => {
    for (const { id, promise, how, variants } of allControls) {
      expect(new Set(variants.map((one) => one.for)).size, id).toBe(variants.length);
      for (const { instead, compensating } of variants) {
        expect(instead, id).toMatch(/^\S.{20,}\.$/);
        expect(compensating, id).not.toBe('');
        expect([promise, how, compensating], id).not.toContain(instead);
      }
    }
  });

  test('sees each control by a check or by a record', () => {
    const unseen = allControls.filter((one) => one.checks.length === 0 && one.records.length === 0);
    expect(unseen.map((one) => one.id)).toEqual([]);
  });
});

/** The criteria that a policy of the starter program says it serves. */
function footOf(id: string): readonly string[] {
  const text = readFileSync(new URL(`${id}.md`, policies), 'utf8');
  return /\nServes: (.+)\n$/.exec(text)?.[1]?.split(', ') ?? [];
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=\.)\s+(?=[A-Z])/);
}

test('two sentences are told from one that has a stop inside', () => {
  expect(sentencesOf('One is asked. Another answers.')).toHaveLength(2);
  expect(sentencesOf('The file in which they look for it (security.txt) names TLS 1.2 and more.')).toHaveLength(1);
});

describe('the records that controls promise', () => {
  test('are each named by their control alone, and controls name no others', () => {
    const named = allControls.flatMap((control) => control.records.map((record) => `${control.id}: ${record}`));
    expect(named.sort()).toEqual(controlRecords.map((one) => `${one.control}: ${one.id}`).sort());
    expect(new Set(controlRecords.map((one) => one.id)).size).toBe(controlRecords.length);
  });

  test('have a cadence that bears their name, a quarter to a year long by default', () => {
    for (const { id, cadence } of controlRecords) {
      expect(cadence).toBe(`${id}.every`);
      expect(['3 months', '6 months', '12 months'], id).toContain(settingDefinitions[cadence].fallback);
      expect(settingDefinitions[cadence].title, id).toMatch(/ every$/);
    }
  });

  test('say what they show, each in its own words', () => {
    for (const key of ['title', 'shows'] as const) expect(new Set(controlRecords.map((one) => one[key])).size, key).toBe(controlRecords.length);
    for (const { id, shows } of controlRecords) expect(shows, id).toMatch(/^[A-Z].{40,}\.$/);
  });
});

/** The words two texts share, as a part of the words of the shorter. From 0 to 1. */
function likeness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  return [...a].filter((word) => b.has(word)).length / Math.min(a.size, b.size);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[a-z0-9]+/g));
}

/** Pairs of texts of which the one is more than 70 % of the other's words. */
function nearAlike(texts: readonly string[]): readonly string[] {
  return texts.flatMap((one, place) =>
    texts
      .slice(place + 1)
      .filter((other) => likeness(one, other) > 0.7)
      .map((other) => `${one} | ${other}`),
  );
}

describe('the reasons of the mappings', () => {
  test('are each their own', () => {
    expect(nearAlike(reasons)).toEqual([]);
  });

  test.each(reasons.slice(0, 3))('a copy of "%s" with a word altered would be caught', (reason) => {
    const copy = reason.replace(/\w+\.$/, 'otherwise.');
    expect(copy).not.toBe(reason);
    expect(nearAlike([...reasons, copy])).toContain(`${reason} | ${copy}`);
  });

  test('are one sentence each', () => {
    for (const reason of reasons) expect(sentencesOf(reason), reason).toHaveLength(1);
    for (const reason of reasons) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  });
});

test('there are 61 criteria: 33 common, 3, 2, 5 and 18', () => {
  const counted = Object.entries(Object.groupBy(criteria, (one) => one.category)).map(([category, of]) => [category, of?.length]);
  expect(Object.fromEntries(counted)).toEqual({ security: 33, availability: 3, confidentiality: 2, 'processing-integrity': 5, privacy: 18 });
  expect(new Set(criteria.map((one) => one.id)).size).toBe(61);
});

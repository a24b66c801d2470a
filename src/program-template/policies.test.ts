import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { policies as policyFile } from '../connectors/records/files/policies.ts';
import { parseCadence, parseDuration } from '../kernel/duration.ts';
import { settingDefinitions } from '../populations/settings.ts';
import { starterProgram } from './template.ts';
import { plain } from './testing/example.ts';

const ids = [
  'acceptable-use',
  'access-control',
  'business-continuity',
  'change-management',
  'code-of-conduct',
  'data-classification-and-retention',
  'encryption-and-keys',
  'incident-response',
  'information-security',
  'logging-and-monitoring',
  'privacy',
  'risk-management',
  'secure-development',
  'vendor-management',
];

/** The criteria of each series: CC1.1 to CC1.5, and so on. */
const criteriaInSeries = { CC1: 5, CC2: 3, CC3: 4, CC4: 2, CC5: 3, CC6: 8, CC7: 5, CC8: 1, CC9: 2, A1: 3, C1: 2, PI1: 5 };
const privacySeries = { P1: 1, P2: 1, P3: 2, P4: 3, P5: 2, P6: 7, P7: 1, P8: 1 };
const criteria = Object.entries({ ...criteriaInSeries, ...privacySeries }).flatMap(([series, count]) =>
  Array.from({ length: count }, (_, index) => `${series}.${index + 1}`),
);

/** A draft, as docs/spec/program-as-code.md describes it. */
const draft = z.strictObject({
  id: z.string(),
  title: z.string().min(1),
  status: z.literal('draft'),
  version: z.literal(1),
  owner: z.literal('p-001'),
  author: z.literal('p-001'),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});

const files = starterProgram(plain);

const policies = files
  .filter(({ path }) => path.startsWith('policies/'))
  .map(({ path, text }) => {
    const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
    return { path, text, front, body, words: body.replace(/\s+/g, ' '), ...draft.parse(parse(front)) };
  });

const parameters = policies.flatMap((policy) => Object.entries(policy.parameters).map(([name, value]) => ({ name, value, policy })));

/** Of these an empty list lets nobody through; of the others, everybody. */
const empty = new Map([['change.automation', 'none']]);

function written(name: string, value: unknown): string {
  return Array.isArray(value) ? value.join(', ') || (empty.get(name) ?? 'any') : String(value);
}

test('there are fourteen policies, each a draft named after its id, with a heading and a fair length', () => {
  expect(policies.map(({ id }) => id)).toEqual(ids);
  for (const policy of policies) {
    expect(policy.path).toBe(`policies/${policy.id}.md`);
    expect(policy.body.trimStart()).toMatch(new RegExp(`^# ${policy.title}\n`));
    const lines = policy.text.trimEnd().split('\n').length;
    expect(lines, policy.id).toBeGreaterThanOrEqual(60);
    expect(lines, policy.id).toBeLessThanOrEqual(140);
  }
});

test('a draft becomes adopted by its status and the four lines that stand ready in comments', () => {
  for (const { front } of policies) {
    const ready = front.replace('status: draft', 'status: adopted').replace(/^# /gm, '');
    expect(parse(ready)).toMatchObject({
      status: 'adopted',
      'approved-by': 'p-002',
      'approved-on': '2025-01-10',
      'reviewed-on': '2025-01-10',
      effective: '2025-01-15',
    });
    for (const written of [front, ready]) expect(policyFile.shape.safeParse({ ...parse(written), text: '' })).toMatchObject({ success: true });
  }
});

test('a parameter stands in one policy, and its value once in the text of that policy, behind its name', () => {
  expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
  for (const { name, value, policy } of parameters) {
    const values = [...policy.words.matchAll(/`([a-z.-]+)` \(([^)]*)\)/g)].filter(([, named]) => named === name).map(([, , shown]) => shown);
    expect(values, `${name} in ${policy.id}`).toEqual([written(name, value)]);
  }
});

test('a text names no parameter that does not exist, and repeats no value of another policy', () => {
  const known = new Map(parameters.map(({ name, policy }) => [name, policy.id]));
  for (const { id, words } of policies) {
    for (const [, name = '', shown] of words.matchAll(/`([a-z-]+(?:\.[a-z-]+)+)`( \()?/g)) {
      expect(known.has(name), `${name} in ${id}`).toBe(true);
      if (shown !== undefined) expect(known.get(name), name).toBe(id);
    }
  }
});

test('every number with a unit is a parameter', () => {
  for (const { id, words } of policies) {
    const withoutParameters = words.replace(/`[a-z.-]+` \([^)]*\)/g, '');
    expect(
      withoutParameters.match(/\b\d+ (minute|hour|day|week|month|year|character|euro)s?\b|\b(once|twice) a (day|week|month|year)\b/gi),
      id,
    ).toBeNull();
  }
});

test('each parameter that a check reads stands in exactly one policy, with the default as its first value', () => {
  for (const [name, { fallback }] of Object.entries(settingDefinitions)) {
    expect(parameters.filter((parameter) => parameter.name === name).map(({ value }) => value)).toEqual([fallback]);
  }
});

test('a rhythm can be read as a cadence and a limit as a length', () => {
  const endingIn = (ending: string) => parameters.filter(({ name }) => name.endsWith(ending));
  expect(endingIn('.every').length).toBeGreaterThan(15);
  expect(endingIn('within').length).toBeGreaterThan(15);
  for (const { name, value } of endingIn('within')) expect(() => parseDuration(String(value)), name).not.toThrow();
  const byTheClock = ['backup.every', 'incident.update-every'];
  for (const { name, value } of endingIn('every')) {
    if (byTheClock.includes(name)) expect(() => parseDuration(String(value)), name).not.toThrow();
    else expect(() => parseCadence(String(value)), name).not.toThrow();
  }
});

test('each policy ends with the criteria it serves, and together they serve them all', () => {
  const served = policies.flatMap(({ id, text }) => {
    const [, list = ''] = /\nServes: (.+)\n$/.exec(text) ?? [];
    expect(list, id).not.toBe('');
    return list.split(', ');
  });
  expect(new Set(served)).toEqual(new Set(criteria));
});

test('each policy says who does what, when, and with which evidence', () => {
  for (const { id, body } of policies) {
    expect(body, id).toContain('| What | Who | When | Evidence |');
    const rows = body
      .slice(body.indexOf('| What | Who |'))
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows.length, id).toBeGreaterThan(4);
    for (const row of rows)
      expect(
        row.split('|').filter((cell) => cell.trim() !== ''),
        row,
      ).toHaveLength(4);
  }
});

test('no policy promises what only an auditor may say', () => {
  for (const { id, text } of policies) expect(text, id).not.toMatch(/certified|compliant/i);
});

test('files that the policies name exist', () => {
  const paths = files.map(({ path }) => path);
  const named = policies.flatMap(({ body }) => [...body.matchAll(/`((?:records|policies)\/[^`]+)`/g)].map(([, path]) => path));
  expect(named.length).toBeGreaterThan(10);
  for (const path of named) expect(paths).toContain(path);
});

import { describe, expect, test } from 'vitest';
import type { Finding, FindingSpan } from '../checks/evaluate.ts';
import { person, takenOut } from '../checks/testing/given.ts';
import { at, endOf, startOf, vienna } from '../checks/testing/instants.ts';
import { story } from '../checks/testing/story.ts';
import { type Given, recordsBegan, say, unseen } from '../checks/testing/world.ts';
import { DAY, type Instant, plus } from '../kernel/time.ts';
import { type ExclusionFields, judgeExclusions, liesOver } from './exclusions.ts';

const approvedAt = at('2025-02-05T09:00:00Z');
const boss = person('p-001', { authority: ['exclusions'] });

function exclusion(told: Partial<ExclusionFields> = {}, from: Instant = recordsBegan): Given {
  const who = { requestedBy: 'p-005', approvedBy: 'p-001', approvedAt };
  const state = {
    id: 'ex-1',
    check: 'change/ticket-reference',
    items: ['api@c'],
    reason: 'The tracker was down.',
    ...who,
    untilAt: endOf('2025-12-31'),
    ...told,
  };
  return (world) => say(world, 'exclusion', { id: 'ex-1', state, from });
}

function judged(...given: readonly Given[]) {
  const context = story('')
    .given(...given)
    .context();
  const facts = context.facts as unknown as Parameters<typeof judgeExclusions>[0];
  const [only] = judgeExclusions(facts, { zone: vienna, horizon: context.horizon, context });
  return only!;
}

describe('an exclusion is in force', () => {
  test('where another person with the authority approved it', () => {
    expect(judged(boss, exclusion())).toMatchObject({ id: 'ex-1', inForce: true, remark: '', until: endOf('2025-12-31') });
  });

  test('and shows where it was written down late', () => {
    expect(judged(boss, exclusion({}, plus(approvedAt, 30 * DAY)))).toMatchObject({ inForce: true, remark: 'Written down 30 d after its approval.' });
  });

  test('until it was taken out of the records', () => {
    const removed = at('2025-03-01T00:00:00Z');
    expect(judged(boss, exclusion(), takenOut('exclusion', 'ex-1', removed))).toMatchObject({ inForce: true, until: removed });
  });
});

test('of two exclusions with one id, in the records and entered, the second gets a number', () => {
  const entered: Given = (world) => {
    const state = {
      check: 'change/approved-by-another',
      items: ['api@d'],
      reason: 'Another.',
      requestedBy: 'p-005',
      approvedBy: 'p-001',
      approvedAt,
    };
    say(world, 'exclusion', { id: 'entered', state: { id: 'ex-1', ...state, untilAt: endOf('2025-12-31') }, basis: 'entered' });
  };
  const context = story('').given(boss, exclusion(), entered).context();
  const facts = context.facts as unknown as Parameters<typeof judgeExclusions>[0];
  const all = judgeExclusions(facts, { zone: vienna, horizon: context.horizon, context });
  expect(all).toMatchObject([
    { id: 'ex-1', check: 'change/ticket-reference', inForce: true },
    { id: 'ex-1 #2', check: 'change/approved-by-another', inForce: true },
  ]);
});

describe('an exclusion is not in force', () => {
  test.each<[string, readonly Given[], string]>([
    ['where nobody approved it', [boss, exclusion({ approvedBy: null, approvedAt: null })], 'nobody approved it'],
    ['where its requester approved it', [boss, exclusion({ requestedBy: 'p-001' })], 'of their own'],
    ['where the approver had no authority', [person('p-001', { authority: ['risks'] }), exclusion()], 'did not have the authority'],
    ['where nobody knows the approver', [exclusion()], 'did not have the authority'],
    [
      'where the authority came later',
      [person('p-001'), person('p-001', { authority: ['exclusions'] }, plus(approvedAt, 1)), exclusion()],
      'did not have the authority',
    ],
    [
      'where the approver had left',
      [person('p-001', { authority: ['exclusions'], employment: [{ from: '2020-01-01', until: '2025-02-04' }] }), exclusion()],
      'did not have the authority',
    ],
    [
      'where nobody could see the authority',
      [boss, exclusion(), unseen(['person'], plus(approvedAt, -1), plus(approvedAt, 1), 'lost-sight')],
      'nobody knows whether',
    ],
    [
      'where it ended as the period began',
      [boss, exclusion({ approvedAt: at('2024-02-05T09:00:00Z'), untilAt: startOf('2025-01-01') })],
      'before the period',
    ],
    [
      'where it was approved as the period ended',
      [boss, exclusion({ approvedAt: endOf('2025-12-31'), untilAt: endOf('2026-12-31') })],
      'after the judged part',
    ],
  ])('%s', (_name, given, remark) => {
    const found = judged(...given);
    expect(found.inForce).toBe(false);
    expect(found.remark).toContain(remark);
  });
});

describe('an exclusion lies over a finding', () => {
  const horizon = endOf('2025-12-31');
  const finding = (spans: readonly FindingSpan[], item = 'api@c', check = 'change/ticket-reference'): Finding => {
    return { check, version: 1, item, title: '', outcome: spans.length > 0 ? 'fail' : 'pass', spans, because: 'x', leaves: [] };
  };
  const span = (until: Instant | null): FindingSpan => ({ from: at('2025-02-03T00:00:00Z'), until, outcome: 'fail' });
  const inForce = judged(boss, exclusion({ untilAt: endOf('2025-06-30') }));

  test('that failed and ended before the exclusion did', () => {
    expect(liesOver(inForce, finding([span(at('2025-02-03T00:00:01Z'))]), horizon)).toBe(true);
    expect(liesOver(inForce, finding([span(inForce.until)]), horizon)).toBe(true);
  });

  test('and not over one that failed longer, passed, or is another', () => {
    expect(liesOver(inForce, finding([span(plus(inForce.until, 1))]), horizon)).toBe(false);
    expect(liesOver(inForce, finding([span(null)]), horizon)).toBe(false);
    expect(liesOver(inForce, finding([]), horizon)).toBe(false);
    expect(liesOver(inForce, finding([span(at('2025-02-03T00:00:01Z'))], 'api@d'), horizon)).toBe(false);
    expect(liesOver(inForce, finding([span(at('2025-02-03T00:00:01Z'))], 'api@c', 'change/approved-by-another'), horizon)).toBe(false);
    expect(liesOver({ ...inForce, inForce: false }, finding([span(at('2025-02-03T00:00:01Z'))]), horizon)).toBe(false);
  });
});

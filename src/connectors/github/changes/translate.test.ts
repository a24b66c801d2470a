import { describe, expect, test } from 'vitest';
import type { KindState } from '../../../facts/kinds/index.ts';
import type { Instant } from '../../../kernel/time.ts';
import { cleanState } from '../../kit/clean.ts';
import { landingOf } from './landing.ts';
import type { Pull } from './pull.ts';
import type { LandedCommit, Written } from './shapes.ts';
import { changeOfPull, changeOfPush, type Place } from './translate-change.ts';

const place: Place = { repository: 'api', fullName: 'example/api', branch: 'main', landedAt: at('12:00'), seenAt: at('23:00') };

function at(time: string): Instant {
  return Date.parse(`2025-03-01T${time}:00Z`) as Instant;
}

const when = (time: string) => `2025-03-01T${time}:00Z`;
const user = (name: string) => ({ __typename: 'User', login: name, id: `U_${name}`, databaseId: name.length });
const bot = { __typename: 'Bot', login: 'dependabot', id: 'BOT_d', databaseId: 49699333 };
const by = (name: string) => ({ email: `${name}@example.com`, user: { id: `U_${name}`, databaseId: name.length, login: name } });

function written(oid: string, parents: readonly string[], more: Partial<Written> = {}): Written {
  const shas = { totalCount: parents.length, nodes: parents.map((one) => ({ oid: one })) };
  return { oid, authoredDate: when('09:00'), committedDate: when('09:00'), message: `Commit ${oid}`, author: by('ann'), parents: shas, ...more };
}

function landed(oid: string, parents: readonly string[], more: Partial<LandedCommit> = {}): LandedCommit {
  return {
    ...written(oid, parents, { authoredDate: when('12:00') }),
    committer: by('web-flow'),
    signature: { isValid: true, wasSignedByGitHub: true },
    ...more,
  };
}

interface Given extends Partial<Omit<Pull, 'node'>> {
  readonly node?: Partial<Pull['node']>;
}

function pullOf({ node = {}, ...more }: Given = {}): Pull {
  const rows = <T>(...given: T[]) => ({ rows: given, missing: null });
  return {
    node: {
      ...{ id: 'PR_1', number: 1, title: 'HL-1: A change', body: null, updatedAt: when('12:00'), createdAt: when('08:00'), mergedAt: when('12:00') },
      ...{ baseRefName: 'main', headRefName: 'work', headRefOid: 'b', author: user('ann'), mergedBy: user('ben') },
      mergeCommit: { id: 'C_m', ...landed('m', ['base', 'b']) },
      ...node,
    },
    ...{ commits: rows(written('a', ['base']), written('b', ['a'])), unlisted: 0, reviews: rows(), events: rows(), checks: rows(), issues: rows() },
    ...more,
  };
}

const review = (id: string, name: string, state: string, time: string, commit: string | null = 'b') => ({
  ...{ id, state, submittedAt: when(time), authorCanPushToRepository: true, commit: commit === null ? null : { oid: commit }, author: user(name) },
});
const list = <T>(...rows: T[]) => ({ rows, missing: null });

function told(pull: Pull, graph: readonly LandedCommit[] = []): KindState<'change'> {
  const landing = landingOf(pull, new Map(graph.map((one) => [one.oid, one])));
  const state = changeOfPull(place, landing as NonNullable<typeof landing>, new Map());
  return cleanState('change', state) as unknown as KindState<'change'>;
}

describe('approvals', () => {
  const dismissal = (id: string, previousReviewState: string, time: string) => ({
    __typename: 'ReviewDismissedEvent' as const,
    createdAt: when(time),
    previousReviewState,
    review: { id },
  });

  test.each([
    ['stands', [review('1', 'cem', 'APPROVED', '10:00')], [], [['account:U_cem', at('10:00'), null]]],
    [
      'is withdrawn by a later no',
      [review('1', 'cem', 'APPROVED', '10:00'), review('2', 'cem', 'CHANGES_REQUESTED', '11:00')],
      [],
      [['account:U_cem', at('10:00'), at('11:00')]],
    ],
    [
      'is not withdrawn by an earlier no',
      [review('2', 'cem', 'CHANGES_REQUESTED', '09:00'), review('1', 'cem', 'APPROVED', '10:00')],
      [],
      [['account:U_cem', at('10:00'), null]],
    ],
    [
      'is withdrawn by a no of the same second that is listed after it',
      [review('1', 'cem', 'APPROVED', '10:00'), review('2', 'cem', 'CHANGES_REQUESTED', '10:00')],
      [],
      [['account:U_cem', at('10:00'), at('10:00')]],
    ],
    [
      'is not withdrawn by the no of another',
      [review('1', 'cem', 'APPROVED', '10:00'), review('2', 'dov', 'CHANGES_REQUESTED', '11:00')],
      [],
      [['account:U_cem', at('10:00'), null]],
    ],
    [
      'is withdrawn when it is dismissed',
      [review('1', 'cem', 'DISMISSED', '10:00')],
      [dismissal('1', 'APPROVED', '13:00')],
      [['account:U_cem', at('10:00'), at('13:00')]],
    ],
    ['was none, if what was dismissed was a no', [review('1', 'cem', 'DISMISSED', '10:00')], [dismissal('1', 'CHANGES_REQUESTED', '13:00')], []],
    [
      'is none, as a remark or unsent',
      [review('1', 'cem', 'COMMENTED', '10:00'), { ...review('2', 'cem', 'PENDING', '10:00'), submittedAt: null }],
      [],
      [],
    ],
  ] as const)('%s', (_, reviews, events, approvals) => {
    const state = told(pullOf({ reviews: list(...reviews), events: list(...events) }));
    expect((state.approvals as { by: string; at: number; withdrawnAt: number | null }[]).map((one) => [one.by, one.at, one.withdrawnAt])).toEqual(
      approvals,
    );
  });

  test('of an account that is no more, and on a commit that is forgotten, are kept without a name', () => {
    const state = told(pullOf({ reviews: list({ ...review('1', 'x', 'APPROVED', '10:00', null), author: null }) }));
    expect(state.approvals).toEqual([
      { by: '', at: at('10:00'), commit: '', withdrawnAt: null, byType: 'unknown', couldWrite: { untold: expect.stringContaining('no more') } },
    ]);
  });

  test('are not told where reviews, or the dismissals of them, are not', () => {
    expect(told(pullOf({ reviews: { rows: [], missing: 'denied' } })).approvals).toEqual({ untold: 'denied' });
    expect(told(pullOf({ reviews: list(review('1', 'cem', 'DISMISSED', '10:00')), events: { rows: [], missing: 'denied' } })).approvals).toEqual({
      untold: 'denied',
    });
  });
});

describe('how it landed', () => {
  const copy = (one: Written, oid: string, parent: string) => landed(oid, [parent], { authoredDate: one.authoredDate, message: one.message });
  const a = written('a', ['base'], { authoredDate: when('09:01') });
  const b = written('b', ['a'], { authoredDate: when('09:02') });

  test('two parents are a merge; only what GitHub signed is clean', () => {
    expect(told(pullOf())).toMatchObject({ method: 'merge', author: 'account:U_ann', mergedBy: 'account:U_ben', coAuthors: [] });
    const own = told(pullOf({ node: { mergeCommit: { id: 'C_m', ...landed('m', ['base', 'b'], { signature: null }) } } }));
    expect([own.signature, (own.commits as { cleanMerge: boolean | null }[]).at(-1)?.cleanMerge]).toEqual(['absent', null]);
  });

  test('a commit written anew when it landed is a squash, with the work beside it', () => {
    const state = told(pullOf({ commits: list(a, b), node: { mergeCommit: { id: 'C_m', ...landed('m', ['base']) } } }));
    expect([state.method, (state.commits as { sha: string }[]).map((one) => one.sha)]).toEqual(['squash', ['a', 'b', 'm']]);
  });

  test('commits that were kept as they were written are a rebase: one change', () => {
    const below = copy(a, 'm1', 'base');
    const pull = pullOf({ commits: list(a, b), node: { mergeCommit: { id: 'C_m', ...copy(b, 'm2', 'm1') } } });
    const state = told(pull, [below]);
    expect([state.method, (state.commits as { sha: string }[]).map((one) => one.sha)]).toEqual(['rebase', ['a', 'b', 'm1', 'm2']]);
    expect(landingOf(pull, new Map())).toMatchObject({ method: 'rebase', unread: 1 });
  });

  test('a rebase leaves out a commit that became empty', () => {
    const pull = pullOf({ commits: list(a, b), node: { mergeCommit: { id: 'C_m', ...copy(b, 'm2', 'base') } } });
    expect(landingOf(pull, new Map([['base', landed('base', [])]]))).toMatchObject({ method: 'rebase', unread: 0, chain: [{ oid: 'm2' }] });
  });
});

describe('who took part', () => {
  test('a bot is known by its account, by its address, and by the address that GitHub makes for it', () => {
    const author = { email: '49699333+dependabot[bot]@users.noreply.github.com', user: null };
    const known = told(pullOf({ node: { author: bot }, commits: list(written('b', ['base'], { author })) }));
    expect(known.author).toBe('account:BOT_d');
    expect(known.participants).toContainEqual({ ref: 'account:BOT_d', login: 'dependabot', type: 'bot' });
    const alone = changeOfPush(place, landed('c', ['base'], { author }), { commits: [landed('c', ['base'], { author })], open: 0 }, new Map());
    expect(alone['participants']).toContainEqual({ ref: author.email, login: 'dependabot[bot]', type: 'bot' });
  });

  test('every author of a commit is named, and whoever merged wrote nothing', () => {
    const pull = pullOf({ commits: list(written('b', ['base'])) });
    const landing = landingOf(pull, new Map());
    const authors = new Map([['b', [by('ann'), by('eve'), { email: 'Nobody@Example.COM ', user: null }]]]);
    const state = changeOfPull(place, landing as NonNullable<typeof landing>, authors);
    expect([state['author'], state['coAuthors']]).toEqual(['account:U_ann', ['account:U_eve', 'Nobody@Example.COM']]);
  });
});

test('hostile text is kept as far as it can be, and read in time', () => {
  const message = `${'x'.repeat(1_000_000)} HL-9`;
  const state = told(
    pullOf({
      node: { title: 'a\0b \ud800 ✓ \u202e', headRefName: 'HL-3/ünï' },
      commits: list(written('b', ['base'], { message, authoredDate: 'not a date', author: { email: 'a\0@b', user: null } })),
      checks: list({
        commit: 'b',
        context: { __typename: 'StatusContext' as const, context: 'ci\0', state: 'UNHEARD_OF', createdAt: when('10:00') },
      }),
    }),
  );
  expect([state.title, state.tickets, state.author]).toEqual(['a\ufffdb \ufffd ✓ \u202e', ['HL-3'], 'a\ufffd@b']);
  expect(state.statusChecks).toEqual([{ name: 'ci\ufffd', app: null, commit: 'b', outcome: 'error', completedAt: at('10:00') }]);
});

test('labels stand from when they were set until they were taken away', () => {
  const event = (type: 'LabeledEvent' | 'UnlabeledEvent', name: string, time: string) => ({
    __typename: type,
    createdAt: when(time),
    label: { name },
    actor: user('dov'),
  });
  const events = list(
    event('LabeledEvent', 'emergency', '10:00'),
    event('UnlabeledEvent', 'emergency', '11:00'),
    event('LabeledEvent', 'emergency', '13:00'),
    event('UnlabeledEvent', 'old', '09:00'),
  );
  expect(told(pullOf({ events })).labels).toEqual([
    { name: 'emergency', by: 'account:U_dov', from: at('10:00'), until: at('11:00') },
    { name: 'emergency', by: 'account:U_dov', from: at('13:00'), until: null },
    { name: 'old', by: '', from: at('08:00'), until: at('09:00') },
  ]);
});

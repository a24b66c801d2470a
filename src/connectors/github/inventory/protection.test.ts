import { describe, expect, test } from 'vitest';
import { kinds } from '../../../facts/kinds/index.ts';
import { untold } from '../../../facts/told.ts';
import { type Protecting, protectionState } from './protection-effective.ts';
import { classicShape, type Rule, type Ruleset, ruleShape, rulesetShape } from './protection-rules.ts';
import examples from './testing/github-examples.json' with { type: 'json' };

const classic = classicShape.parse({
  required_pull_request_reviews: { dismiss_stale_reviews: true, require_code_owner_reviews: false, required_approving_review_count: 1 },
  required_status_checks: { strict: false, contexts: ['test'], checks: [{ context: 'test', app_id: 15368 }] },
  enforce_admins: { enabled: true },
  allow_force_pushes: { enabled: false },
  allow_deletions: { enabled: false },
});

const pullRequest: Rule = ruleShape.parse({
  type: 'pull_request',
  ruleset_id: 7,
  parameters: {
    required_approving_review_count: 2,
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: true,
    require_last_push_approval: true,
  },
});

function bypassing(...actors: object[]): ReadonlyMap<number, Ruleset> {
  return new Map([[7, rulesetShape.parse({ id: 7, bypass_actors: actors })]]);
}

function effective(told: Partial<Protecting>) {
  const state = protectionState({ classic: null, rules: [], rulesets: new Map(), asOwner: false, ...told });
  kinds['branch-protection'].schema.parse({ repository: 'api', branch: 'main', ...state });
  return state;
}

describe('what binds a branch', () => {
  test('nothing at all', () => {
    expect(effective({})).toEqual({
      pullRequestRequired: false,
      approvalsRequired: 0,
      staleApprovalsDismissed: false,
      codeOwnersRequired: false,
      lastPushApprovalRequired: false,
      requiredChecks: [],
      upToDateRequired: false,
      forcePushBlocked: false,
      deletionBlocked: false,
      signaturesRequired: false,
      mergeQueueRequired: false,
      bindsAdministrators: false,
      bypass: [],
    });
  });

  test('classic protection', () => {
    expect(effective({ classic })).toMatchObject({
      pullRequestRequired: true,
      approvalsRequired: 1,
      staleApprovalsDismissed: true,
      requiredChecks: [{ name: 'test', app: '15368' }],
      forcePushBlocked: true,
      bindsAdministrators: true,
      bypass: [],
      mergeQueueRequired: { untold: expect.any(String) },
    });
  });

  test("GitHub's own example of classic protection", () => {
    expect(effective({ classic: classicShape.parse(examples['branch-protection']) })).toMatchObject({
      approvalsRequired: 2,
      lastPushApprovalRequired: true,
      requiredChecks: [{ name: 'continuous-integration/travis-ci', app: null }],
      forcePushBlocked: false,
      deletionBlocked: false,
      bindsAdministrators: true,
    });
  });

  test('classic protection and a ruleset: the union', () => {
    expect(effective({ classic, rules: [pullRequest, { type: 'required_signatures', ruleset_id: 7 }], rulesets: bypassing() })).toMatchObject({
      approvalsRequired: 2,
      staleApprovalsDismissed: true,
      codeOwnersRequired: true,
      signaturesRequired: true,
      requiredChecks: [{ name: 'test', app: '15368' }],
      bindsAdministrators: true,
    });
  });

  test('rules that Tickmark does not judge demand nothing', () => {
    const rules = examples['repository-rule-items'].map((one) => ruleShape.parse(one));
    expect(effective({ rules })).toMatchObject({ pullRequestRequired: false, requiredChecks: [] });
  });

  test('checks in whichever order they are told are the same checks', () => {
    const rule = (names: readonly string[]): Rule => ({
      type: 'required_status_checks',
      parameters: { required_status_checks: names.map((context) => ({ context, integration_id: null })) },
    });
    expect(effective({ rules: [rule(['lint', 'test'])] })).toEqual(effective({ rules: [rule(['test']), rule(['lint', 'test'])] }));
  });
});

describe('administrators, and who may bypass', () => {
  test('are not bound by classic protection that leaves them out', () => {
    expect(effective({ classic: { ...classic, enforce_admins: { enabled: false } } })).toMatchObject({ bindsAdministrators: false });
  });

  test('of a ruleset are told only to whoever may change it: then nobody knows', () => {
    expect(effective({ rules: [pullRequest], rulesets: new Map() })).toMatchObject({
      pullRequestRequired: true,
      bindsAdministrators: { untold: expect.stringContaining('bypass') },
      bypass: { untold: expect.stringContaining('bypass') },
    });
  });

  test('are bound by classic protection, whatever a ruleset that adds nothing lets them do', () => {
    const same: Rule = { ...pullRequest, parameters: { required_approving_review_count: 1 } };
    expect(effective({ classic, rules: [same], rulesets: new Map() })).toMatchObject({
      bindsAdministrators: true,
      bypass: { untold: expect.any(String) },
    });
  });

  test('are not bound where they may bypass the ruleset', () => {
    const told = effective({
      rules: [pullRequest],
      rulesets: bypassing({ actor_id: 5, actor_type: 'RepositoryRole' }, { actor_id: 9, actor_type: 'Team' }),
    });
    expect(told).toMatchObject({
      bindsAdministrators: false,
      bypass: [
        { sort: 'role', id: 'RepositoryRole:5' },
        { sort: 'team', id: '9' },
      ],
    });
    expect(effective({ rules: [pullRequest], rulesets: bypassing() })).toMatchObject({ bindsAdministrators: true, bypass: [] });
  });
});

test.each([
  ['never', true, true],
  ['always', true, false],
  ['pull_requests_only', true, false],
  ['never', false, { untold: expect.any(String) }],
])('a ruleset that lets whoever looks bypass it: %s; looked at by an owner: %s', (own, asOwner, binds) => {
  const rulesets = new Map([[7, rulesetShape.parse({ id: 7, current_user_can_bypass: own })]]);
  expect(effective({ rules: [pullRequest], rulesets, asOwner })).toMatchObject({
    bindsAdministrators: binds,
    bypass: { untold: expect.any(String) },
  });
});

describe('what is hidden', () => {
  const hidden = untold('hidden');

  test('classic protection: what a ruleset demands holds, what it does not demand is not known', () => {
    expect(effective({ classic: hidden, rules: [pullRequest], rulesets: bypassing() })).toMatchObject({
      pullRequestRequired: true,
      codeOwnersRequired: true,
      approvalsRequired: hidden,
      staleApprovalsDismissed: hidden,
      requiredChecks: hidden,
      forcePushBlocked: hidden,
      bindsAdministrators: hidden,
      bypass: hidden,
    });
  });

  test('rulesets: likewise', () => {
    expect(effective({ classic, rules: hidden })).toMatchObject({ pullRequestRequired: true, signaturesRequired: hidden, bypass: hidden });
  });
});

import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type KindId, kinds } from '../../../facts/kinds/index.ts';
import { untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { accessState } from './access.ts';
import { collaboratorState, memberState } from './accounts.ts';
import { installationShape, installationState } from './app-installations.ts';
import { auditEventShape, foundEvent } from './audit-log.ts';
import { codeScanningShape, codeScanningState } from './code-scanning.ts';
import { dependencyAlertShape, dependencyAlertState } from './dependency-alerts.ts';
import { keyShape, keyState } from './deploy-keys.ts';
import { deploymentShape, deploymentState } from './deployment-state.ts';
import { analysisFeatures } from './features.ts';
import { organizationState } from './organization.ts';
import { organizationShape } from './organization-answer.ts';
import { runShape, runState } from './pipelines.ts';
import { repositoryShape, repositoryState } from './repositories.ts';
import { secretAlertShape, secretLeakState } from './secret-scanning.ts';
import { teamShape, teamState } from './teams.ts';
import examples from './testing/github-examples.json' with { type: 'json' };
import { hookShape, hookState } from './webhooks.ts';

const at = parseInstant;
const api = { id: 'R_1', name: 'api' };

/** As the kind's schema accepts it, so that a state which no fact may hold is found here. */
function state(kind: KindId, told: Json): unknown {
  return kinds[kind].schema.parse(told);
}

function first<T>(shape: z.ZodType<T>, list: readonly unknown[]): T {
  return shape.parse(list[0]);
}

describe("GitHub's own examples", () => {
  test('an organization', () => {
    const answer = organizationShape.parse(examples['organization-full']);
    expect(state('code-organization', organizationState(answer, 7))).toEqual({
      login: 'github',
      twoFactorRequired: true,
      basePermission: 'read',
      membersMayCreatePublicRepositories: false,
      membersMayForkPrivateRepositories: false,
      plan: 'Medium',
      repositories: 102,
      members: 7,
    });
  });

  test('an organization as it shows itself to whoever is no owner: nothing is assumed', () => {
    const { login, public_repos } = examples['organization-full'];
    const told = state('code-organization', organizationState(organizationShape.parse({ login, public_repos }), untold('hidden'))) as object;
    const untoldFields = Object.entries(told).filter(([, value]) => typeof value === 'object');
    expect(untoldFields.map(([name]) => name).sort()).toEqual(
      [
        'basePermission',
        'members',
        'membersMayCreatePublicRepositories',
        'membersMayForkPrivateRepositories',
        'plan',
        'repositories',
        'twoFactorRequired',
      ].sort(),
    );
  });

  test('a repository', () => {
    const answer = first(repositoryShape, examples['minimal-repository-items']);
    const features = {
      dependencyAlerts: untold('hidden'),
      codeScanning: false,
      ...analysisFeatures({
        security_and_analysis: { secret_scanning: { status: 'enabled' }, secret_scanning_push_protection: { status: 'disabled' } },
      }),
    };
    expect(state('hosted-repository', repositoryState(answer, features, false))).toEqual({
      name: 'Hello-World',
      defaultBranch: 'master',
      visibility: 'public',
      archived: false,
      empty: false,
      fork: false,
      createdAt: at('2011-01-26T19:01:12Z'),
      dependencyAlerts: { untold: 'hidden' },
      dependencyUpdates: { untold: expect.stringContaining('Administration: read') },
      codeScanning: false,
      secretScanning: true,
      pushProtection: false,
    });
  });

  test('what a permission of GraphQL is called', () => {
    const edge = { permission: 'MAINTAIN', node: { id: 'U_1', login: 'octocat' } };
    expect(state('repository-access', accessState(api, edge))).toEqual({
      repository: 'api',
      account: 'U_1',
      login: 'octocat',
      permission: 'maintain',
    });
    expect(() => accessState(api, { ...edge, permission: 'OMNIPOTENT' })).toThrow('OMNIPOTENT');
  });

  test('a deploy key; of the one who added it GitHub names the login only', () => {
    const answer = first(keyShape, examples['deploy-key-items']);
    const told = state('deploy-key', keyState(api, answer, new Map([['octocat', 'U_1']])));
    expect(told).toEqual({
      repository: 'api',
      title: 'octocat@octomac',
      readOnly: true,
      createdAt: at('2014-12-10T15:53:42Z'),
      lastUsedAt: at('2022-01-10T15:53:42Z'),
      addedBy: 'account:U_1',
    });
    expect(state('deploy-key', keyState(api, answer, new Map()))).toMatchObject({ addedBy: { untold: expect.stringContaining('octocat') } });
  });

  test('a webhook: of its address only scheme and host', () => {
    const answer = first(hookShape, examples['org-hook-items']);
    expect(state('webhook', hookState(null, answer))).toEqual({
      repository: null,
      host: 'example.com',
      scheme: 'http',
      active: true,
      certificateVerified: { untold: expect.any(String) },
      signed: false,
      events: ['pull_request', 'push'],
    });
    const secretive = {
      ...answer,
      config: { url: 'https://user:pass@hooks.example.com:8443/T000/very-secret?key=1', secret: '********', insecure_ssl: '0' },
    };
    const told = hookState('api', secretive);
    expect(told).toMatchObject({ host: 'hooks.example.com:8443', scheme: 'https', certificateVerified: true, signed: true });
    expect(JSON.stringify(told)).not.toMatch(/very-secret|pass|key=1/);
  });

  test('an installation of an app', () => {
    const answer = first(installationShape, examples['installation-paginated'].installations);
    expect(state('app-installation', installationState(answer))).toMatchObject({
      app: 'github-actions',
      repositories: 'selected',
      installedAt: at('2017-05-16T15:47:09Z'),
      suspendedAt: null,
    });
  });

  test('a run of a workflow', () => {
    const answer = first(runShape, examples['workflow-run-paginated'].workflow_runs);
    expect(state('pipeline-run', runState(api, answer))).toEqual({
      repository: 'api',
      pipeline: 'Build',
      event: 'push',
      branch: 'master',
      commit: 'acb5820ced9479c074f688cc328bf03f341a511d',
      startedAt: at('2020-01-22T19:33:08Z'),
      endedAt: null,
      conclusion: null,
      by: 'account:MDQ6VXNlcjE=',
    });
  });

  test('a deployment, its states in order, and the run that its log belongs to', () => {
    const answer = first(deploymentShape, examples['deployment-items']);
    const statuses = [
      { state: 'SUCCESS', createdAt: at('2012-07-20T01:25:00Z'), logUrl: 'https://github.com/octocat/example/actions/runs/77/job/5' },
      { state: 'IN_PROGRESS', createdAt: at('2012-07-20T01:20:00Z'), logUrl: null },
    ];
    expect(state('deployment', deploymentState('api', answer, statuses))).toEqual({
      repository: 'api',
      environment: 'production',
      production: true,
      commit: 'a84d88e7554fc1fa21bcbc4efae3c782a70d2b9d',
      ref: 'topic-branch',
      createdAt: at('2012-07-20T01:19:13Z'),
      by: 'account:MDQ6VXNlcjE=',
      byType: 'person',
      statuses: [
        { state: 'in_progress', at: at('2012-07-20T01:20:00Z') },
        { state: 'success', at: at('2012-07-20T01:25:00Z') },
      ],
      run: '77',
    });
    expect(deploymentState('api', answer, [])).toMatchObject({ run: { untold: expect.any(String) } });
    expect(deploymentState('api', { ...answer, creator: null, performed_via_github_app: null }, [])).toMatchObject({
      run: null,
      by: '',
      byType: 'unknown',
    });
  });
});

describe('alerts', () => {
  const dependabot = examples['dependabot-alerts-for-organization'].map((one) => dependencyAlertShape.parse(one));

  test('of Dependabot: dismissed with its reason, and open', () => {
    expect(dependabot.map((one) => state('vulnerability', dependencyAlertState(api, one)))).toEqual([
      {
        id: 'api/dependabot/2',
        identifier: 'CVE-2018-6188',
        severity: 'high',
        where: 'api: django in path/to/requirements.txt',
        foundAt: at('2022-06-15T07:43:03Z'),
        fixedAt: null,
        source: 'Dependabot',
        dismissed: {
          at: at('2022-08-23T14:29:47Z'),
          by: 'account:MDQ6VXNlcjE=',
          reason: 'tolerable_risk',
          comment: 'This alert is accurate but we use a sanitizer.',
          approvedBy: { untold: expect.any(String) },
        },
      },
      expect.objectContaining({ id: 'api/dependabot/1', fixedAt: null, dismissed: null }),
    ]);
  });

  test('that a rule dismissed: nobody did; that was reopened: open again', () => {
    const [alert] = dependabot;
    const dismissedAt = at('2022-07-01T00:00:00Z');
    const byRule = dependencyAlertState(api, { ...alert!, state: 'auto_dismissed', auto_dismissed_at: dismissedAt });
    expect(state('vulnerability', byRule)).toMatchObject({ dismissed: { at: dismissedAt, by: '', reason: 'auto_dismissed', approvedBy: null } });
    expect(dependencyAlertState(api, { ...alert!, state: 'open' })).toMatchObject({ dismissed: null, fixedAt: null });
    expect(dependencyAlertState(api, { ...alert!, state: 'fixed', fixed_at: dismissedAt })).toMatchObject({ dismissed: null, fixedAt: dismissedAt });
    expect(dependencyAlertState(api, { ...alert!, state: 'fixed', fixed_at: null })).toMatchObject({ fixedAt: { untold: expect.any(String) } });
  });

  test('of code scanning: the level of the rule, or what its severity comes to', () => {
    const [open, dismissed] = examples['code-scanning-organization-alert-items'].map((one) => codeScanningShape.parse(one));
    expect(state('vulnerability', codeScanningState(api, open!))).toMatchObject({
      id: 'api/code-scanning/4',
      identifier: 'js/zipslip',
      severity: 'high',
      where: 'api: spec-main/api-session-spec.ts',
      source: 'Code scanning',
      fixedAt: null,
      dismissed: null,
    });
    expect(codeScanningState(api, { ...open!, rule: { ...open!.rule, security_severity_level: 'critical' } })).toMatchObject({
      severity: 'critical',
    });
    expect(codeScanningState(api, dismissed!)).toMatchObject({
      dismissed: { at: at('2020-02-14T12:29:18Z'), reason: 'false positive', approvedBy: { untold: expect.any(String) } },
    });
    expect(codeScanningState(api, { ...dismissed!, dismissal_approved_by: { login: 'hubot', node_id: 'U_2', type: 'User' } })).toMatchObject({
      dismissed: { approvedBy: 'account:U_2' },
    });
  });

  test('of secret scanning: everything but the secret', () => {
    const alert = first(secretAlertShape, examples['organization-secret-scanning-alert-list']);
    const told = state('secret-leak', secretLeakState(api, alert));
    expect(told).toEqual({
      id: 'api/secret-scanning/2',
      repository: 'api',
      type: 'Adafruit IO Key',
      foundAt: at('2020-11-06T18:48:51Z'),
      resolvedAt: at('2020-11-07T02:47:13Z'),
      resolution: 'false-positive',
      resolvedBy: 'account:MDQ6VXNlcjI=',
      comment: 'Example comment',
      validity: 'active',
      publiclyLeaked: false,
    });
    expect(JSON.stringify(alert) + JSON.stringify(told)).not.toContain('aio_');
    expect(secretLeakState(api, { ...alert, state: 'open' })).toMatchObject({ resolvedAt: null, resolution: null, resolvedBy: null, comment: null });
  });
});

describe('accounts and teams', () => {
  test('a member, and a collaborator from outside', () => {
    const member = {
      id: 'U_1',
      databaseId: 1,
      login: 'octocat',
      name: null,
      role: 'ADMIN' as const,
      organizationVerifiedDomainEmails: ['b@x.example', 'a@x.example'],
    };
    expect(state('code-account', memberState(member, true))).toMatchObject({
      role: 'owner',
      emails: ['a@x.example', 'b@x.example'],
      twoFactor: true,
      lastActiveAt: { untold: expect.any(String) },
    });
    const outside = collaboratorState({ login: 'hubot', node_id: 'U_2', type: 'Bot' }, untold('hidden'));
    expect(state('code-account', outside)).toMatchObject({ role: 'collaborator', type: 'bot', twoFactor: { untold: 'hidden' } });
  });

  test('a team, in an order of its own', () => {
    const pageInfo = { hasNextPage: false, endCursor: null };
    const team = teamShape.parse({
      id: 'T_1',
      name: 'Platform',
      parentTeam: { name: 'Engineering' },
      members: {
        pageInfo,
        edges: [
          { role: 'MEMBER', node: { id: 'U_2' } },
          { role: 'MAINTAINER', node: { id: 'U_1' } },
        ],
      },
      repositories: {
        pageInfo,
        edges: [
          { permission: 'WRITE', node: { name: 'web' } },
          { permission: 'ADMIN', node: { name: 'api' } },
        ],
      },
    });
    expect(state('code-team', teamState(team))).toEqual({
      name: 'Platform',
      parent: 'Engineering',
      members: [
        { account: 'U_1', role: 'maintainer' },
        { account: 'U_2', role: 'member' },
      ],
      repositories: [
        { repository: 'api', permission: 'admin' },
        { repository: 'web', permission: 'write' },
      ],
    });
  });
});

describe('the audit log', () => {
  const accounts = { byNumber: new Map([[7, 'U_7']]), byLogin: new Map([['monalisa', 'U_1']]) };
  const found = (event: object) => foundEvent(auditEventShape.parse({ _document_id: 'd', created_at: 1_605_719_148_837, ...event }), accounts);

  test("GitHub's own examples", () => {
    const events = examples['audit-log'].map((one) => foundEvent(auditEventShape.parse(one), accounts));
    expect(events.map((one) => one && [one.vendorId, (state('privileged-event', one.state) as { what: string }).what])).toEqual([
      ['xJJFlFOhQ6b-5vaAFy9Rjw', 'other'],
      ['Vqvg6kZ4MYqwWRKFDzlMoQ', 'other'],
      ['LwW2vpJZCDS-WUmo9Z-ifw', 'repository-deleted'],
    ]);
    expect(events[2]?.state).toEqual({
      at: 1_605_719_148_837,
      action: 'repo.destroy',
      what: 'repository-deleted',
      actor: 'U_1',
      actorLogin: 'monalisa',
      repository: 'mona-test-repo',
      target: null,
    });
  });

  test.each([
    [{ action: 'protected_branch.policy_override', repo: 'acme/api' }, 'protection-overridden'],
    [{ action: 'protected_branch.update_admin_enforced', repo: 'acme/api' }, 'protection-changed'],
    [{ action: 'repository_ruleset.destroy' }, 'protection-removed'],
    [{ action: 'org.update_member', permission: 'admin' }, 'made-administrator'],
    [{ action: 'org.update_member', permission: 'read' }, 'other'],
    [{ action: 'org.add_member', permission: 'admin' }, 'made-administrator'],
    [{ action: 'org.add_member', permission: 'read' }, 'member-added'],
    [{ action: 'repo.access', visibility: 'public' }, 'made-public'],
    [{ action: 'repo.access', visibility: 'private' }, 'other'],
    [{ action: 'org.disable_two_factor_requirement' }, 'two-factor-no-longer-required'],
    [{ action: 'repository_vulnerability_alerts.disable' }, 'scanning-switched-off'],
    [{ action: 'repository_secret_scanning.disable' }, 'scanning-switched-off'],
    [{ action: 'repository_secret_scanning_push_protection.disable' }, 'scanning-switched-off'],
    [{ action: 'repository_secret_scanning.enable' }, 'other'],
    [{ action: 'repo.codeql_disabled' }, 'scanning-switched-off'],
    [{ action: 'repository_ruleset.update', ruleset_enforcement: 'disabled' }, 'protection-removed'],
    [{ action: 'repository_ruleset.update', ruleset_enforcement: 'enabled' }, 'protection-changed'],
    [{ action: 'required_status_check.destroy' }, 'protection-changed'],
  ])('%j is %s', (event, what) => {
    expect(found(event)?.state).toMatchObject({ what });
  });

  test.each(['workflows.completed_workflow_run', 'git.clone', 'pull_request.merge', 'repo.download_zip', 'secret_scanning_alert.create'])(
    '%s is everyday work',
    (action) => {
      expect(found({ action })).toBeNull();
    },
  );

  test('an actor by number; nobody where nobody is known', () => {
    expect(found({ action: 'repo.destroy', actor: 'renamed-since', actor_id: 7 })?.state).toMatchObject({
      actor: 'U_7',
      actorLogin: 'renamed-since',
    });
    expect(found({ action: 'repo.destroy', actor: 'stranger', actor_id: 8 })?.state).toMatchObject({ actor: null, actorLogin: 'stranger' });
    expect(found({ action: 'repo.destroy' })?.state).toMatchObject({ actor: null, actorLogin: null });
  });
});

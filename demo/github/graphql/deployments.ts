import { nodeId } from '../node-id.ts';
import type { RepositoryState } from '../state-at.ts';
import { commitAt, lastEvent } from '../state-of-pulls.ts';
import type { DeployKey, Repository } from '../world.ts';
import type { DependabotAlert } from '../world-alerts.ts';
import { listed, listing } from './connection.ts';
import { alertState, refOf } from './repository.ts';
import { as, asMaybe, type Fields, plain, time, timeMaybe } from './served.ts';
import { actorOrGhost, type OfDeployment, userOf } from './shapes.ts';

type Status = OfDeployment['deployment']['statuses'][number];

interface OfDeploymentStatus {
  readonly of: OfDeployment;
  readonly status: Status;
}

/** A deployment's own state follows from its last status. */
const STATES: Readonly<Record<Status['state'], string>> = {
  ...{
    queued: 'QUEUED',
    in_progress: 'IN_PROGRESS',
    success: 'ACTIVE',
    failure: 'FAILURE',
    error: 'ERROR',
    inactive: 'INACTIVE',
    pending: 'PENDING',
  },
};

const newestFirst = ({ deployment }: OfDeployment): Status[] => deployment.statuses.toSorted((a, b) => b.at - a.at || b.id - a.id);

export const deployment: Fields<OfDeployment> = {
  id: ({ home, deployment: { id } }) => nodeId('Deployment', `${home.repository.id}/${id}`),
  databaseId: ({ deployment: { id } }) => id,
  environment: ({ deployment: { environment } }) => environment,
  latestEnvironment: ({ deployment: { environment } }) => environment,
  originalEnvironment: ({ deployment: { environment } }) => environment,
  task: ({ deployment: { task } }) => task,
  description: () => null,
  payload: () => '{}',
  createdAt: ({ deployment: { createdAt } }) => time(createdAt),
  updatedAt: (it) => time(newestFirst(it)[0]?.at ?? it.deployment.createdAt),
  creator: ({ deployment: { by } }, context) => actorOrGhost(context, by),
  commitOid: ({ deployment: { sha } }) => sha,
  commit: ({ home, deployment: { sha } }, { at }) => {
    const commit = commitAt(home.repository, sha, at);
    return commit === null ? null : as('Commit', { home, commit });
  },
  ref: ({ home, deployment: { ref } }, { at }) => asMaybe('Ref', refOf(home, ref, at)),
  repository: ({ home }) => as('Repository', home),
  state: (it) => {
    const last = newestFirst(it)[0];
    return last === undefined ? 'PENDING' : STATES[last.state];
  },
  latestStatus: (it) => {
    const [status] = newestFirst(it);
    return status === undefined ? null : as('DeploymentStatus', { of: it, status });
  },
  statuses: listing('DeploymentStatusConnection', [], (of) => {
    return listed({
      items: newestFirst(of),
      keyOf: ({ id }) => id,
      node: (status) => as('DeploymentStatus', { of, status } satisfies OfDeploymentStatus),
    });
  }),
};

/** The run that made a deployment is told by the address of its log, as Actions writes it. */
function logUrl({ home, deployment: { run } }: OfDeployment, web: string): string | null {
  return run === null ? null : `${web}/${home.owner}/${home.name}/actions/runs/${run}`;
}

export const deploymentStatus: Fields<OfDeploymentStatus> = {
  id: ({ of, status }) => nodeId('DeploymentStatus', `${of.home.repository.id}/${status.id}`),
  state: ({ status }) => status.state.toUpperCase(),
  createdAt: ({ status }) => time(status.at),
  updatedAt: ({ status }) => time(status.at),
  creator: ({ status }, context) => actorOrGhost(context, status.by),
  deployment: ({ of }) => as('Deployment', of),
  description: () => null,
  environment: ({ of }) => of.deployment.environment,
  environmentUrl: () => null,
  logUrl: ({ of }, { web }) => logUrl(of, web),
};

export const environment: Fields<{ readonly repository: Repository; readonly name: string }> = {
  id: ({ repository, name }) => nodeId('Environment', `${repository.id}/${name}`),
  name: ({ name }) => name,
};

export const deployKey: Fields<DeployKey> = {
  id: ({ id }) => nodeId('DeployKey', id),
  title: ({ title }) => title,
  key: ({ key }) => key,
  readOnly: ({ readOnly }) => readOnly,
  verified: () => true,
  enabled: () => true,
  createdAt: ({ createdAt }) => time(createdAt),
};

interface OfAlert {
  readonly home: RepositoryState;
  readonly alert: DependabotAlert;
}

export const vulnerabilityAlert: Fields<OfAlert> = {
  id: ({ home, alert }) => nodeId('RepositoryVulnerabilityAlert', `${home.repository.id}/${alert.id}`),
  number: ({ alert }) => alert.number,
  state: ({ alert }, { at }) => alertState(alert, at),
  createdAt: ({ alert }) => time(alert.createdAt),
  fixedAt: ({ alert }, { at }) => ifLast(alert, at, 'fixed')((event) => time(event.at)),
  dismissedAt: ({ alert }, { at }) => ifLast(alert, at, 'dismissed')((event) => time(event.at)),
  dismisser: ({ alert }, context) =>
    ifLast(alert, context.at, 'dismissed')((event) => (event.kind === 'dismissed' ? userOf(context, event.by) : null)),
  dismissReason: ({ alert }, { at }) => ifLast(alert, at, 'dismissed')((event) => (event.kind === 'dismissed' ? event.reason : null)),
  dismissComment: ({ alert }, { at }) => ifLast(alert, at, 'dismissed')((event) => (event.kind === 'dismissed' ? event.comment : null)),
  autoDismissedAt: () => timeMaybe(null),
  dependencyScope: () => 'RUNTIME',
  repository: ({ home }) => as('Repository', home),
  vulnerableManifestFilename: ({ alert }) => alert.manifest.split('/').at(-1),
  vulnerableManifestPath: ({ alert }) => alert.manifest,
  vulnerableRequirements: ({ alert }) => alert.range,
  securityAdvisory: ({ alert }) => as('SecurityAdvisory', alert),
  securityVulnerability: ({ alert }) => as('SecurityVulnerability', alert),
};

function ifLast(alert: DependabotAlert, at: Parameters<typeof lastEvent>[1], kind: string) {
  const last = lastEvent(alert, at);
  return <T>(tell: (event: NonNullable<typeof last>) => T): T | null => (last?.kind === kind ? tell(last) : null);
}

const severity = ({ severity: rated }: DependabotAlert): string => (rated === 'medium' ? 'MODERATE' : rated.toUpperCase());

export const securityAdvisory: Fields<DependabotAlert> = {
  id: ({ ghsa }) => nodeId('SecurityAdvisory', ghsa),
  ghsaId: ({ ghsa }) => ghsa,
  summary: ({ summary }) => summary,
  description: ({ summary }) => summary,
  severity,
  classification: () => 'GENERAL',
  origin: () => 'UNSPECIFIED',
  publishedAt: ({ createdAt }) => time(createdAt),
  updatedAt: ({ createdAt }) => time(createdAt),
  withdrawnAt: () => null,
  identifiers: ({ ghsa, cve }) => [
    plain('SecurityAdvisoryIdentifier', { type: 'GHSA', value: ghsa }),
    ...(cve === null ? [] : [plain('SecurityAdvisoryIdentifier', { type: 'CVE', value: cve })]),
  ],
};

export const securityVulnerability: Fields<DependabotAlert> = {
  severity,
  package: (alert) => plain('SecurityAdvisoryPackage', { name: alert.package.name, ecosystem: alert.package.ecosystem.toUpperCase() }),
  vulnerableVersionRange: ({ range }) => range,
  firstPatchedVersion: ({ patched }) => (patched === null ? null : plain('SecurityAdvisoryPackageVersion', { identifier: patched })),
  updatedAt: ({ createdAt }) => time(createdAt),
  advisory: (alert) => as('SecurityAdvisory', alert),
};

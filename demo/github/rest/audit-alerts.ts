import type { Repository } from '../world.ts';
import type { DependabotAlert, SecretAlert } from '../world-alerts.ts';
import type { Happening } from './audit-event.ts';

/** What the audit log tells of Dependabot's and secret scanning's alerts. */
export function alertHappenings(repository: Repository): Happening[] {
  const { dependabot, secretScanning } = repository.alerts;
  return [...dependabot.flatMap(ofDependabot), ...secretScanning.flatMap(ofSecret)].map((happening) => ({ ...happening, repository }));
}

function ofDependabot({ number, createdAt, ghsa, events }: DependabotAlert): Happening[] {
  const further = { alert_number: number, ghsa_id: ghsa };
  const operations = { fixed: 'resolve', reopened: 'reintroduce', dismissed: 'dismiss' } as const;
  return [
    { at: createdAt, action: 'repository_vulnerability_alert.create', further },
    ...events.map((event) => ({
      ...{ at: event.at, action: `repository_vulnerability_alert.${operations[event.kind]}` },
      ...(event.kind === 'dismissed'
        ? { by: event.by, account: event.by, further: { ...further, dismiss_reason: event.reason, dismiss_comment: event.comment ?? '' } }
        : { further }),
    })),
  ];
}

function ofSecret({ number, createdAt, events, pushProtectionBypassed: bypass }: SecretAlert): Happening[] {
  const operations = { resolved: 'resolve', reopened: 'reopen' } as const;
  return [
    { at: createdAt, action: 'secret_scanning_alert.create', further: { number } },
    ...(bypass === null ? [] : [{ at: bypass.at, by: bypass.by, action: 'secret_scanning_push_protection.bypass', further: { number } }]),
    ...events.map((event) => ({
      ...{ at: event.at, by: event.by, account: event.by, action: `secret_scanning_alert.${operations[event.kind]}` },
      further: { number, ...(event.kind === 'resolved' ? { resolution: event.resolution } : {}) },
    })),
  ];
}

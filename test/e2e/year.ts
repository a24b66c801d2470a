import assert from 'node:assert/strict';
import { join } from 'node:path';
import { assess } from '../../src/engine/assess.ts';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import { openEngagement } from '../../src/engine/engagements.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { controlFiles, peopleText, scopeText, vulnerabilitiesText } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';

/** A year of a small company, assessed, and an engagement over it: people, reviews, vulnerabilities, and changes in one repository. */
export async function prepareYear(installation: Installation, folder: string): Promise<void> {
  const code = testRepository(join(folder, 'api'));
  code.import(historyOf(30));
  const program = testRepository(join(folder, 'program'));
  const files = {
    'records/scope.yaml': scopeText('2025-12-31', ['api']),
    'records/people.yaml': peopleText,
    'records/vulnerabilities.yaml': vulnerabilitiesText(12),
    ...controlFiles,
    'policies/access.md': policy,
  };
  program.commit({ at: '2025-01-01T10:00:00Z', files });
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: program.path })];
  const { connections: told } = await collect(installation, { connections, environment: { PATH: process.env['PATH'] } });
  assert.deepEqual(
    told.flatMap((one) => one.errors),
    [],
  );
  await assess(installation, { audit: 'year' });
  const auditors = [{ id: 'au-1', name: 'Eve Example' }];
  await openEngagement(installation, { id: 't2', audit: 'year', firm: 'Quay Audit', auditors, categories: [], by: 'p-001' });
}

const policy = `---
id: access
title: Access
status: adopted
version: 1
owner: p-001
author: p-001
approved-by: p-002
approved-on: 2025-01-01
effective: 2025-01-01
parameters:
  access-removal.within: 24 hours
---
# Access

Who leaves loses every access within a day.
`;

/** Commits on main, one after the other, some days apart. */
function historyOf(count: number): string {
  const who = (at: number) => `Ada Example <ada@x.example> ${Date.UTC(2025, 1, 1) / 1000 + at * 600_000} +0000`;
  const commits = Array.from({ length: count }, (_, at) => {
    const message = `${at % 7 === 0 ? '' : 'HL-1 '}Change number ${at} of the quay`;
    return `commit refs/heads/main\nauthor ${who(at)}\ncommitter ${who(at)}\ndata ${Buffer.byteLength(message)}\n${message}\n`;
  });
  return commits.join('');
}

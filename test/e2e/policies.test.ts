import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { collect } from '../../src/engine/collect.ts';
import { recordsConnection } from '../../src/engine/connections.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { controlFiles, peopleText, scopeText } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Served, served } from './served.ts';

const hostile = '<img src=x onerror="window.hacked=1"> [run](javascript:alert(1))';

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? '';
}

let here: Served;
before(async () => {
  here = await served(prepare);
});
after(() => here?.close());

const policy = (version: number, within: string) => `---
id: access
title: ${JSON.stringify(hostile)}
status: adopted
version: ${version}
owner: p-001
author: p-001
approved-by: p-002
approved-on: 2025-0${version}-01
effective: 2025-0${version}-01
parameters: { access-removal.within: ${within} }
---
# Version ${version} ${hostile}
`;

async function prepare(installation: Installation, folder: string): Promise<void> {
  const program = testRepository(join(folder, 'program'));
  const files = { 'records/scope.yaml': scopeText('2025-12-31', []), 'records/people.yaml': peopleText, ...controlFiles };
  program.commit({ at: '2025-01-01T10:00:00Z', files: { ...files, 'policies/access.md': policy(1, '24 hours') } });
  program.commit({ at: '2025-03-01T10:00:00Z', files: { 'policies/access.md': policy(3, '3 days') } });
  const connections = [recordsConnection({ id: 'program', path: program.path })];
  const { connections: told } = await collect(installation, { connections, environment: { PATH: process.env['PATH'] } });
  assert.deepEqual(
    told.flatMap((one) => one.errors),
    [],
  );
}

describe('policies', () => {
  test('the list leads to a policy, its versions and the text of one, which runs nothing', async () => {
    const { page, complaints } = await here.visit('/policies?audit=year');
    assert.match(await textOf(page.locator('main h1')), /1 of 1 policy is adopted/);
    assert.match(await textOf(page.locator('main')), /24 hours → 3 days/);
    await page
      .getByRole('link', { name: /onerror/ })
      .first()
      .click();
    await page.waitForURL(/\/policies\/access/);
    await page.getByRole('button', { name: 'Text of version 1' }).click();
    const text = page.locator('.policy-text');
    await text.waitFor();
    assert.match(await textOf(text), /# Version 1 <img src=x/);
    assert.equal(await text.locator('img, a').count(), 0);
    assert.match(page.url(), /text=\d+/);
    assert.equal(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked), undefined);
    assert.deepEqual(complaints, []);
  });

  test('at an instant of the past, the version that stood then is shown', async () => {
    const { page } = await here.visit('/policies/access?audit=year&at=2025-02-01');
    assert.match(await textOf(page.locator('main h1')), /version 1/);
    assert.equal(await page.getByRole('button', { name: 'Text of version 3' }).count(), 0);
  });

  test('one that is not there says so', async () => {
    const { page } = await here.visit('/policies/none?audit=year');
    assert.match(await textOf(page.locator('main')), /No policy "none" stood in the records/);
  });
});

describe('records', () => {
  test('a kind leads to its records, and a record to its evidence', async () => {
    const { page, complaints } = await here.visit('/records?audit=year');
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.waitForURL(/\/records\/person/);
    await page.getByRole('heading', { level: 1, name: /People/ }).waitFor();
    await page.locator('main table a').first().click();
    await page.waitForURL(/\/records\/person\/.+/);
    await page.getByRole('heading', { name: 'How it is known' }).waitFor();
    await page.getByRole('link', { name: /^entry \d/ }).click();
    await page.waitForURL(/\/evidence\/\d+/);
    assert.deepEqual(complaints, []);
  });
});

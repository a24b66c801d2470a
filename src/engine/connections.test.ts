import { describe, expect, test } from 'vitest';
import { pretendVendor } from '../../test/support/pretend-connector.ts';
import { connectors } from '../connectors/index.ts';
import type { AnyConnector } from '../connectors/kit/connector.ts';
import { configurationFrom } from './connections.ts';

const github = pretendVendor().connector;
const { git, records } = connectors as { git: AnyConnector; records: AnyConnector };
const known: Readonly<Record<string, AnyConnector>> = { git, records, github };

function read(connections: string, registry = known) {
  return configurationFrom('/company/tickmark.yaml', `organization: { name: Example }\nconnections:\n${connections}`, registry).connections;
}

function refused(connections: string, registry = known): string {
  try {
    read(connections, registry);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It was accepted.');
}

describe('a connection to GitHub', () => {
  test('needs an id and an organization; without a word its token is the sealed one', () => {
    const [one] = read('  - { connector: github, id: code, organization: example }\n');
    expect(one).toEqual({
      connector: github,
      id: 'code',
      settings: { organization: 'example', auth: { type: 'token' } },
      secrets: [{ at: ['auth', 'token'], from: { sealed: 'token' } }],
    });
  });

  test('says where, what, since when and with which secret it looks', () => {
    const [one] = read(`  - connector: github
    id: code
    organization: example
    url: https://github.example.com
    repositories: [api, web]
    branches: { api: [main, release] }
    since: 2025-01-01
    token: { env: GITHUB_TOKEN }
`);
    expect(one?.settings).toEqual({
      organization: 'example',
      url: 'https://github.example.com',
      repositories: ['api', 'web'],
      branches: { api: ['main', 'release'] },
      since: '2025-01-01',
      auth: { type: 'token' },
    });
    expect(one?.secrets).toEqual([{ at: ['auth', 'token'], from: { env: 'GITHUB_TOKEN' } }]);
  });

  test('signs in as an App whose key is sealed, or stands in a file beside tickmark.yaml', () => {
    const [sealed, file] = read(`  - { connector: github, id: a, organization: one, app: { id: 7, installation: 9, key: sealed } }
  - { connector: github, id: b, organization: two, app: { id: 7, key: { file: app.pem } } }
`);
    expect(sealed?.settings).toEqual({ organization: 'one', auth: { type: 'app', appId: 7, installationId: 9 } });
    expect(sealed?.secrets).toEqual([{ at: ['auth', 'privateKey'], from: { sealed: 'key' } }]);
    expect(file?.secrets).toEqual([{ at: ['auth', 'privateKey'], from: { file: '/company/app.pem' } }]);
  });

  test.each([
    [
      'a token in the file',
      'token: ghp_canary0123456789',
      /^\/company\/tickmark\.yaml:6: connections\.0\.token: expected `sealed`, \{ env: NAME \} or/,
    ],
    [
      'both a token and an App',
      'token: sealed\n    app: { id: 7, key: sealed }',
      /:7: connections\.0\.app: expected either `token` or `app`, not both$/,
    ],
    ['an address that is none', 'url: github.example.com', /:6: connections\.0\.url: expected the address of a GitHub Enterprise/],
    ['a date that is none', 'since: yesterday', /:6: connections\.0\.since: expected a date such as 2025-01-01$/],
    ['a branch that stands alone', 'branches: { api: main }', /:6: connections\.0\.branches\.api: expected a list of branches$/],
    ['a field that does not exist', 'orga: x', /:6: connections\.0\.orga: there is no such field/],
  ])('%s is refused with its line', (_what, line, sentence) => {
    const message = refused(`  - connector: github\n    id: code\n    organization: example\n    ${line}\n`);
    expect(message).toMatch(sentence);
    expect(message).not.toContain('canary');
  });
});

test('a connector that this version does not have is refused, and those it has are named', () => {
  expect(refused('  - { connector: github, id: a, organization: x }\n', { git, records })).toMatch(/expected one of: git, records$/);
  expect(refused('  - { connector: gitlab, id: a, organization: x }\n')).toMatch(/:3: connections\.0\.connector: expected one of: .*github/);
});

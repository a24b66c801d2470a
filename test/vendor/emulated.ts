import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from 'emulate';

/** GitHub as `emulate` pretends it. Before it stands what it lacks and other feeds rest on, made of its own answers: three queries, two routes. */
export interface Emulated {
  /** REST is passed on as it is, but for `/orgs/acme/repos` and the rulesets of `api`; `/graphql` is answered here. */
  readonly url: string;
  /** `emulate` itself. */
  readonly bare: string;
  /** Asks `emulate` itself, as the owner. */
  ask(method: string, path: string, body?: object, token?: string): Promise<{ readonly status: number; readonly body: unknown }>;
  readonly privateKey: string;
  close(): Promise<void>;
}

export const APP = 4711;
export const INSTALLATION = 4712;
export const REPOSITORIES = ['api', 'web'];

export async function startEmulated(): Promise<Emulated> {
  const emulator = await createEmulator({ service: 'github', port: await freePort(), seed: SEED } as never);
  const bare = emulator.url.replace('localhost', '127.0.0.1');
  const ask: Emulated['ask'] = async (method, path, body, token = 'token-of-the-owner') => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(bare + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  };
  const server = createServer((request, response) => {
    const own = request.url === '/graphql' ? answerQuery(request, response, ask) : answerLacking(request, response, ask);
    void own
      .then((done) => (done ? undefined : passOn(request, response, bare)))
      .catch((error: unknown) => {
        response.writeHead(599).end(String(error));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const secret = emulator.generatedSecrets.find(({ kind }: { kind: string }) => kind === 'github.app_private_key') as { value: string } | undefined;
  return {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bare, ask, privateKey: secret?.value ?? '' },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.close();
    },
  };
}

const SEED = {
  tokens: { 'token-of-the-owner': { login: 'octocat', scopes: ['repo', 'read:org', 'admin:org'] } },
  github: {
    users: [{ login: 'octocat', name: 'Mona Ünïcode 🐙' }, { login: 'hubot' }, { login: 'outsider' }],
    orgs: [
      {
        ...{ login: 'acme', name: 'Acme' },
        members: [{ login: 'octocat', role: 'admin' }, { login: 'hubot' }],
      },
    ],
    repos: REPOSITORIES.map((name) => ({ owner: 'acme', name, auto_init: true, private: name === 'api' })),
    apps: [
      {
        ...{ app_id: APP, slug: 'reader', name: 'Reader', permissions: { contents: 'read', metadata: 'read' }, events: [] },
        installations: [{ installation_id: INSTALLATION, account: 'acme', repository_selection: 'all' }],
      },
    ],
  },
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function passOn(request: IncomingMessage, response: ServerResponse, bare: string): Promise<void> {
  const headers = new Headers();
  for (const name of ['authorization', 'accept', 'if-none-match', 'content-type']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const body = await textOf(request);
  const answer = await fetch(bare + (request.url ?? ''), { method: request.method ?? 'GET', headers, ...(body !== '' && { body }) });
  const told = [...answer.headers].filter(([name]) => !['content-encoding', 'content-length', 'transfer-encoding', 'connection'].includes(name));
  response.writeHead(answer.status, Object.fromEntries(told)).end(Buffer.from(await answer.arrayBuffer()));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

interface Named {
  readonly id: number;
  readonly node_id: string;
  readonly login: string;
  readonly name: string;
}

async function answerLacking({ url = '' }: IncomingMessage, response: ServerResponse, ask: Emulated['ask']): Promise<boolean> {
  const lists = /^\/orgs\/acme\/repos\b/.test(url);
  if (!lists && !url.startsWith('/repos/acme/api/rules/branches/main')) return false;
  const rows = lists ? await Promise.all(REPOSITORIES.map(async (name) => (await ask('GET', `/repos/acme/${name}`)).body)) : [];
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows));
  return true;
}

async function answerQuery(request: IncomingMessage, response: ServerResponse, ask: Emulated['ask']): Promise<true> {
  const { query } = JSON.parse(await textOf(request)) as { query: string };
  const operation = /query (\w+)/.exec(query)?.[1] ?? '';
  const of = async <T>(path: string) => (await ask('GET', path)).body as T;
  const told: Readonly<Record<string, () => Promise<object>>> = {
    async Open() {
      const [viewer, organization] = [await of<Named>('/user'), await of<Named>('/orgs/acme')];
      return {
        viewer: { id: viewer.node_id, login: viewer.login },
        organization: { id: organization.node_id, databaseId: organization.id, login: organization.login },
      };
    },
    async Repositories() {
      const all = await Promise.all(REPOSITORIES.map((name) => of<Named>(`/repos/acme/${name}`)));
      const nodes = all.map(({ id, node_id, name }) => {
        return { id: node_id, databaseId: id, name, isArchived: false, isEmpty: false, defaultBranchRef: { name: 'main' } };
      });
      return { organization: { repositories: { totalCount: nodes.length, pageInfo: END, nodes } } };
    },
    async Members() {
      const people = await of<Named[]>('/orgs/acme/members');
      const edges = people.map(({ id, node_id, login }) => {
        const node = { id: node_id, databaseId: id, login, name: null, organizationVerifiedDomainEmails: [] };
        return { role: login === 'octocat' ? 'ADMIN' : 'MEMBER', node };
      });
      return { organization: { membersWithRole: { totalCount: edges.length, pageInfo: END, edges } } };
    },
  };
  const data = await told[operation]?.();
  const errors = [{ type: 'FORBIDDEN', message: `Resource not accessible: ${operation}` }];
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(data === undefined ? { data: null, errors } : { data }));
  return true;
}

const END = { hasNextPage: false, endCursor: null };

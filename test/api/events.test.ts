import { writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { serverEvent } from '../../src/contract/work.ts';
import { configurationFor } from '../support/cli.ts';
import { testRepository } from '../support/git.ts';
import { type Serving, serving } from '../support/serving.ts';

/** Listens as a browser does. */
async function listen(server: Serving) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/api/v1/events',
        headers: { authorization: `Bearer ${server.token}`, 'last-event-id': '7' },
        agent: false,
      },
      resolve,
    );
    request.on('error', reject);
    request.end();
  });
  let text = '';
  const ended = new Promise<void>((done) => response.once('close', done));
  const waiting = new Set<() => void>();
  response.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    for (const look of waiting) look();
  });
  return {
    response,
    ended,
    text: () => text,
    /** When the text has come so far. */
    says: (pattern: RegExp) =>
      new Promise<void>((done) => {
        const look = () => {
          if (!pattern.test(text)) return;
          waiting.delete(look);
          done();
        };
        waiting.add(look);
        look();
      }),
  };
}

test('steps of jobs and a ledger that has grown are told, as the contract says, until the server stops', async () => {
  const server = await serving();
  const listener = await listen(server);
  expect(listener.response.headers['content-type']).toBe('text/event-stream');
  expect(listener.response.headers['content-encoding']).toBeUndefined();
  await listener.says(/: hello/);

  testRepository(join(server.folder, 'api')).commit({ files: { 'a.txt': 'a' } });
  writeFileSync(join(server.folder, 'tickmark.yaml'), configurationFor('api'));
  const asked = await server.ask('/api/v1/work/collect', { method: 'POST' });
  expect(asked.status).toBe(202);
  await listener.says(/"state":"(done|failed)"/);
  const events = listener
    .text()
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => serverEvent.parse(JSON.parse(line.slice(6))));
  const states = events.flatMap((one) => (one.type === 'work' ? [one.work.state] : []));
  expect([...new Set(states)]).toEqual(['waiting', 'running', 'done']);
  const [grown] = events.filter((one) => one.type === 'changed');
  expect(grown?.treeSize).toBeGreaterThan(0);
  // Told before the job is done: who asks anew at its end misses nothing.
  expect(events.at(-1)).toMatchObject({ work: { id: asked.json()['id'], result: { treeSize: grown?.treeSize } } });

  const closed = server.close();
  await listener.ended;
  await closed;
});

test('who has gone away is forgotten', async () => {
  const server = await serving();
  let listening = 0;
  const { announcements } = server.place;
  const subscribe = announcements.subscribe.bind(announcements);
  const gone = Promise.withResolvers<void>();
  Object.assign(announcements, {
    subscribe(listener: Parameters<typeof subscribe>[0]) {
      listening++;
      const end = subscribe(listener);
      return () => {
        listening--;
        end();
        gone.resolve();
      };
    },
  });
  const listener = await listen(server);
  await listener.says(/: hello/);
  expect(listening).toBe(1);
  listener.response.destroy();
  await gone.promise;
  expect(listening).toBe(0);
  expect((await server.ask('/api/v1/events', { method: 'HEAD' })).headers['content-type']).toBe('text/event-stream');
  await vi.waitFor(() => expect(listening).toBe(0));
  await server.close();
});

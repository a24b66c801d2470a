import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What becomes of the answer on one connection. `reset`, `truncate` and `hang` after so many of its bytes; `corrupt` changes the byte there;
 * `drip` lets one byte through at a time, and never ends.
 */
export type Harm =
  | 'pass'
  | { readonly reset: number }
  | { readonly truncate: number }
  | { readonly hang: number }
  | { readonly corrupt: number }
  | 'drip';

export interface HostileProxy {
  readonly url: URL;
  /** Connections so far. */
  readonly connections: number;
  /** What happens to the connection with this number, from 0. */
  harm(of: (connection: number) => Harm): void;
  close(): Promise<void>;
}

const DRIP = 20;

/** Stands between a client and a server, and passes requests on unharmed. */
export async function hostileProxy(port: number): Promise<HostileProxy> {
  let connections = 0;
  let harmOf: (connection: number) => Harm = () => 'pass';
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    const harm = harmOf(connections++);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => open.delete(socket));
    }
    client.on('data', (chunk) => upstream.write(chunk));
    client.on('close', () => upstream.destroy());
    answer(client, upstream, harm);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    get connections() {
      return connections;
    },
    harm(of) {
      connections = 0;
      harmOf = of;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(client: Socket, upstream: Socket, harm: Harm): void {
  if (harm === 'drip') {
    drip(client, upstream);
    return;
  }
  const [[kind, after]] = (harm === 'pass' ? [['pass', Number.POSITIVE_INFINITY]] : Object.entries(harm)) as [[string, number]];
  let passed = 0;
  if (kind !== 'hang') upstream.on('end', () => client.end());
  upstream.on('data', (chunk: Buffer) => {
    const left = after - passed;
    passed += chunk.length;
    if (left >= chunk.length || (kind === 'corrupt' && left < 0)) client.write(chunk);
    else if (left >= 0) strike(client, chunk, { kind, left });
  });
}

/** The harm falls into this chunk, after so many bytes of it. */
function strike(client: Socket, chunk: Buffer, { kind, left }: { kind: string; left: number }): void {
  if (kind === 'corrupt') {
    chunk[left] = (chunk[left] as number) ^ 0x55;
    client.write(chunk);
    return;
  }
  client.write(chunk.subarray(0, left));
  if (kind === 'reset') client.resetAndDestroy();
  if (kind === 'truncate') client.end();
}

function drip(client: Socket, upstream: Socket): void {
  const waiting: number[] = [];
  upstream.on('data', (chunk: Buffer) => waiting.push(...chunk));
  const timer = setInterval(() => {
    // The last byte never comes.
    if (waiting.length > 1) client.write(Buffer.from([waiting.shift() as number]));
  }, DRIP);
  client.on('close', () => clearInterval(timer));
}

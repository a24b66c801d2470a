import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createAdaptorServer } from '@hono/node-server';
import { type AppOptions, buildApp } from './app.ts';

/** Milliseconds that open requests are given to finish. */
const PATIENCE = 10_000;
/** Addresses up to 16,000 characters are answered with a sentence; what is larger still is cut off. */
const MOST_HEADER = 64_000;
/** Beyond these, nobody is answered any more: each holds a file of the process open. */
const MOST_CONNECTIONS = 2_000;

export interface ServerOptions extends Omit<AppOptions, 'stopping'> {
  /** 0: any that is free. */
  readonly port: number;
}

export interface RunningServer {
  readonly port: number;
  /** Takes no more requests, lets listeners go, and waits until open requests have finished. */
  close(): Promise<void>;
}

/**
 * Listens on this machine only.
 * @throws an error with the code `EADDRINUSE` where somebody else listens on the port
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const stopping = new AbortController();
  const app = buildApp({ ...options, stopping: stopping.signal });
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: { maxHeaderSize: MOST_HEADER } }) as Server;
  server.maxConnections = MOST_CONNECTIONS;
  server.on('clientError', refuseMalformed);
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  server.on('error', (error) => options.log.error('server', error));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      stopping.abort();
      // A connection whose last request has just finished is kept alive otherwise, and waited for.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const enough = setTimeout(() => server.closeAllConnections(), PATIENCE);
      await closed;
      clearInterval(idle);
      clearTimeout(enough);
    },
  };
}

/** What is no HTTP, or has larger headers than any browser sends, never becomes a request. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const [status, title] = tooLarge ? [431, 'Request Header Fields Too Large'] : [400, 'Bad Request'];
  const code = tooLarge ? 'request/headers-too-large' : 'request/malformed';
  const detail = tooLarge ? 'The headers of this request are too large.' : 'This is no well-formed HTTP request.';
  const body = JSON.stringify({ type: `urn:tickmark:problem:${code}`, title, status, detail, code, request: randomUUID() });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Instant, parseInstant } from '../src/kernel/time.ts';

/** A server on 127.0.0.1 that is told the time by `PUT /simulation/clock`, and hands it on to the pretend systems. */
export interface SimulatedClockServer {
  readonly url: string;
  close(): void;
}

export async function startClock(setNow: (now: Instant) => void): Promise<SimulatedClockServer> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.method !== 'PUT' || request.url !== '/simulation/clock') return void response.writeHead(404).end();
      const now = readNow(Buffer.concat(parts).toString());
      if (now === null) return void response.writeHead(400).end();
      setNow(now);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}

function readNow(body: string): Instant | null {
  try {
    return parseInstant((JSON.parse(body) as { now: string }).now);
  } catch {
    return null;
  }
}

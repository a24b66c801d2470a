import { Agent, get, type IncomingMessage } from 'node:http';

/** Asks over connections that are kept open. */
export interface HttpClient {
  /** The body of an answer. @throws Error for any status but 200 */
  text(path: string): Promise<string>;
  /** How many bytes the body had, as it came. @throws Error for any status but 200 */
  bytes(path: string): Promise<number>;
  close(): void;
}

export interface Asking {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
}

/** Node's own client: what it takes itself is the same for everybody who is asked. */
export function httpClient({ address, headers, connections }: Asking): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const ask = async (path: string, take: (part: Buffer) => void): Promise<void> => {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${address}${path}`, { agent, headers }, resolve).on('error', reject);
    });
    for await (const part of answer) take(part as Buffer);
    if (answer.statusCode !== 200) throw new Error(`${path} is answered with ${answer.statusCode}.`);
  };
  return {
    async text(path) {
      const parts: Buffer[] = [];
      await ask(path, (part) => void parts.push(part));
      return Buffer.concat(parts).toString('utf8');
    },
    async bytes(path) {
      let bytes = 0;
      await ask(path, (part) => {
        bytes += part.byteLength;
      });
      return bytes;
    },
    close: () => agent.destroy(),
  };
}

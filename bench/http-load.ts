/** A process of its own that asks: node bench/http-load.ts, with what to ask as JSON on standard input; how it went goes to standard output. */
import { text } from 'node:stream/consumers';
import { httpClient } from './http-get.ts';

export interface LoadAsked {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  /** Each is asked for once, in this order. */
  readonly paths: readonly string[];
}

export interface Loaded {
  readonly seconds: number;
  /** Milliseconds that each answer took, in order of arrival. */
  readonly took: readonly number[];
  readonly bytes: number;
}

export async function load({ address, headers, connections, paths }: LoadAsked): Promise<Loaded> {
  const client = httpClient({ address, headers, connections });
  const took: number[] = [];
  let bytes = 0;
  let next = 0;
  const began = performance.now();
  const ask = async () => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      const asked = performance.now();
      // Not `bytes += await …`: that adds to what it was before the others came in.
      const size = await client.bytes(path);
      took.push(performance.now() - asked);
      bytes += size;
    }
  };
  await Promise.all(Array.from({ length: connections }, ask));
  const seconds = (performance.now() - began) / 1000;
  client.close();
  return { seconds, took, bytes };
}

if (import.meta.main) process.stdout.write(JSON.stringify(await load(JSON.parse(await text(process.stdin)) as LoadAsked)));

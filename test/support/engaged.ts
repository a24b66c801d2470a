import { expect } from 'vitest';
import type { Ran } from './cli.ts';

/** A sentence with the code of the refusal, nothing on standard output, and no bug. */
export async function refused(ran: Promise<Ran>, code: string): Promise<string> {
  const { code: exit, out, err } = await ran;
  expect([exit, out, err]).toEqual([2, '', expect.stringContaining(`[${code}]`)]);
  return err;
}

export interface Frozen {
  readonly population: string;
  readonly sha256: string;
  readonly items: number;
  readonly phase: string;
}

export interface Shown {
  readonly frozen: readonly Frozen[];
  readonly samples: readonly { readonly control: string; readonly items: readonly { readonly item: string }[] }[];
  readonly marks: readonly { readonly item: string; readonly marks: readonly { readonly mark: string; readonly outcome: string }[] }[];
  readonly requests: readonly { readonly request: string; readonly state: string; readonly history: readonly object[] }[];
}

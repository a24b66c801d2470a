import type { Instant } from '../../src/kernel/time.ts';

/** A value over time, oldest first: each holds from its instant until the next one's. Before the first there was none. */
export type Over<T> = readonly Since<T>[];
export interface Since<T> {
  readonly from: Instant;
  readonly value: T;
  /** The account that brought it, where the audit log names one. */
  readonly by?: AccountId;
}

/** GitHub's database ids. Node ids follow from them: node-id.ts. */
export type AccountId = number;
export type RepositoryId = number;
export type Sha = string;

export type Permission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

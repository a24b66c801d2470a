import type { Uuid } from '../../kernel/ids.ts';
import type { PeriodRequest } from '../program.ts';
import type { Written } from '../summary.ts';
import type { QuestionName } from './questions.ts';
import type { ResolvedView } from './view-request.ts';

/** What a thread is begun with. */
export interface ThreadData {
  readonly databaseUrl: string;
  readonly instance: Uuid;
  readonly organization: { readonly id: Uuid; readonly name: string };
  readonly dataDirectory: string;
  readonly version: string;
  readonly simulated: boolean;
  /** Milliseconds: what the clock said when the view was asked for. */
  readonly now: number;
  readonly wanted: ResolvedView;
}

/** What a thread that judges once is begun with. */
export interface JudgeThreadData extends Omit<ThreadData, 'wanted' | 'dataDirectory'> {
  readonly treeSize: number;
  readonly request: PeriodRequest;
}

export type JudgedInThread = { readonly type: 'judged'; readonly written: Written } | { readonly type: 'failed'; readonly refusal: ToldRefusal };

export type ToThread =
  | { readonly type: 'ask'; readonly id: number; readonly question: QuestionName; readonly input: unknown }
  /** Management said something, or an assessment was sealed since: the report is worked out anew. */
  | { readonly type: 'refresh' };

export interface ToldRefusal {
  /** Null: no rule said no; it is a bug. */
  readonly code: string | null;
  readonly sentence: string;
  readonly stack: string | null;
}

export type FromThread =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly sentence: string }
  | { readonly type: 'failed'; readonly refusal: ToldRefusal }
  | { readonly type: 'answer'; readonly id: number; readonly json: string; readonly etag: string }
  | { readonly type: 'refused'; readonly id: number; readonly refusal: ToldRefusal };

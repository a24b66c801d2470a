import { controlOf, controlsOf } from '../../audit/views/controls.ts';
import { criteriaOf } from '../../audit/views/criteria.ts';
import { exceptionsOf } from '../../audit/views/exceptions.ts';
import { judgedView } from '../../audit/views/judged-view.ts';
import { overviewOf } from '../../audit/views/overview.ts';

/** Everything that may be asked of a view: pure functions from the view and what is asked to the answer. Each is one line here, and one endpoint. */
export const questions = {
  view: judgedView,
  overview: overviewOf,
  exceptions: exceptionsOf,
  criteria: criteriaOf,
  controls: controlsOf,
  control: controlOf,
} as const;

export type Questions = typeof questions;
export type QuestionName = keyof Questions;
export type Asked<N extends QuestionName> = Parameters<Questions[N]>[1];
export type Told<N extends QuestionName> = ReturnType<Questions[N]>;

import { changeOf } from '../../audit/views/change.ts';
import { checkOf, checkSettingsOf } from '../../audit/views/check.ts';
import { checkItemOf, checkItemsOf } from '../../audit/views/check-items.ts';
import { checksOf } from '../../audit/views/checks.ts';
import { populationLooks, populationSheet } from '../../audit/views/completeness.ts';
import { controlOf, controlsOf } from '../../audit/views/controls.ts';
import { criteriaOf } from '../../audit/views/criteria.ts';
import { evidenceUses } from '../../audit/views/evidence.ts';
import { exceptionsOf } from '../../audit/views/exceptions.ts';
import { exclusionsOf } from '../../audit/views/exclusions.ts';
import { found } from '../../audit/views/find.ts';
import { judgedView } from '../../audit/views/judged-view.ts';
import { overviewOf } from '../../audit/views/overview.ts';
import { policiesOf, policyOf } from '../../audit/views/policies.ts';
import { populationItem, populationRows } from '../../audit/views/population.ts';
import { populationPart } from '../../audit/views/population-export.ts';
import { populationMissing, populationOf, populationsOf } from '../../audit/views/populations.ts';
import { recordsPromisedOf } from '../../audit/views/records.ts';

/** Everything that may be asked of a view: pure functions from the view and what is asked to the answer. Each is one line here, and one endpoint. */
export const questions = {
  view: judgedView,
  overview: overviewOf,
  exceptions: exceptionsOf,
  exclusions: exclusionsOf,
  criteria: criteriaOf,
  controls: controlsOf,
  control: controlOf,
  populations: populationsOf,
  population: populationOf,
  'population rows': populationRows,
  'population item': populationItem,
  'population looks': populationLooks,
  'population sheet': populationSheet,
  'population part': populationPart,
  'population missing': populationMissing,
  find: found,
  change: changeOf,
  evidenceUses,
  checks: checksOf,
  check: checkOf,
  checkItems: checkItemsOf,
  checkItem: checkItemOf,
  checkSettings: checkSettingsOf,
  policies: policiesOf,
  policy: policyOf,
  'records promised': recordsPromisedOf,
} as const;

export type Questions = typeof questions;
export type QuestionName = keyof Questions;
export type Asked<N extends QuestionName> = Parameters<Questions[N]>[1];
export type Told<N extends QuestionName> = ReturnType<Questions[N]>;

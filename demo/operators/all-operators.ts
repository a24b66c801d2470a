import { accessReviewOperators } from './access-reviews.ts';
import { changeGapOperators, changeOperators } from './changes.ts';
import { controlRecordGapOperators, controlRecordOperators } from './control-records.ts';
import { exclusionOperators } from './exclusions.ts';
import { exerciseGapOperators, exerciseOperators } from './exercises.ts';
import { gapOperators } from './gaps.ts';
import { leaverGapOperators, leaverOperators } from './leavers.ts';
import type { Operator } from './operator.ts';
import { policyOperators } from './policies.ts';
import { vulnerabilityGapOperators, vulnerabilityOperators } from './vulnerabilities.ts';

/** Defects that are certain: exceptions, excluded ones, and some acts so close to the edge that nothing may be found. */
export const defectOperators: readonly Operator[] = [
  ...accessReviewOperators,
  ...leaverOperators,
  ...policyOperators,
  ...vulnerabilityOperators,
  ...changeOperators,
  ...exclusionOperators,
  ...exerciseOperators,
  ...controlRecordOperators,
];

/** What nobody can know: they yield nothing but unknowns. */
export const unknownOperators: readonly Operator[] = [
  ...leaverGapOperators,
  ...vulnerabilityGapOperators,
  ...changeGapOperators,
  ...exerciseGapOperators,
  ...controlRecordGapOperators,
  ...gapOperators,
];

export const allOperators: readonly Operator[] = [...defectOperators, ...unknownOperators];

/** @throws RangeError for an id that no operator has */
export function operatorNamed(id: string): Operator {
  const operator = allOperators.find((one) => one.id === id);
  if (operator === undefined) throw new RangeError(`No operator is called ${id}`);
  return operator;
}

import type { CheckResult } from '../assessment.ts';
import { completenessOf, emptyBecause, reconciliationsOf, seenBy } from './completeness.ts';
import { controlsOfCheck } from './controls-of-check.ts';
import { attributeName, CLEAR, type Column, FAILS, isExcluded, type Matrix, matrixOf, plainCode } from './matrix.ts';
import type { View } from './view.ts';

export function populationsOf(view: View, _: Readonly<Record<string, never>>) {
  return { rows: view.summary.populations.map((one) => populationRow(matrixOf(view, one.population), view)) };
}

function populationRow(matrix: Matrix, view: View) {
  const { sheet, items, columns } = matrix;
  return {
    ...{ id: sheet.population, title: sheet.title, mode: sheet.mode, definition: sheet.definition, items: items.length },
    attributes: columns.length,
    ...view.once(`counts ${sheet.population}`, () => countsOf(matrix)),
    completeness: completenessOf(sheet),
    empty: emptyBecause(sheet),
  };
}

/** Items of which at least one attribute says so; one item may count in several. */
function countsOf({ columns, worst }: Matrix) {
  const withAny = (holds: (code: number) => boolean) =>
    worst.reduce((sum, _, place) => sum + Number(columns.some(({ cells }) => holds(cells[place] as number))), 0);
  const unknownCode = plainCode('unknown');
  return {
    fail: worst.reduce((sum, one) => sum + Number(one === FAILS), 0),
    unknown: withAny((code) => code === unknownCode),
    excluded: withAny(isExcluded),
    clear: worst.reduce((sum, one) => sum + Number(one === CLEAR), 0),
  };
}

/** @throws Refusal `populations/unknown` */
export function populationOf(view: View, { population }: { readonly population: string }) {
  const matrix = matrixOf(view, population);
  const { sheet, columns } = matrix;
  return {
    ...populationRow(matrix, view),
    attributes: columns.map((one) => attributeOf(one, view)),
    sha256: sheet.sha256,
    gaps: [...sheet.unseen],
    reconciliations: reconciliationsOf(sheet),
    seenBy: seenBy(sheet),
  };
}

function attributeOf({ letter, check }: Column, view: View) {
  const { id, version, title, asks, outcome, pass, fail, unknown, notOwed, excluded }: CheckResult = check;
  return {
    ...{ letter, check: id, version, name: attributeName(id), title, asks, outcome, pass, fail, unknown, notOwed, excluded },
    controls: controlsOfCheck(view, id).map((one) => one.id),
  };
}

/** How many items of a sample are not in the population that is shown. @throws Refusal `populations/unknown` */
export function populationMissing(view: View, { population, items }: { readonly population: string; readonly items: readonly string[] }) {
  const matrix = matrixOf(view, population);
  return { missing: items.filter((item) => matrix.placeOf(item) === undefined) };
}

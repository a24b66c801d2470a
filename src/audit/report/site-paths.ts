import { fileNameOf } from '../../verify/package/summary.ts';

/** Stems of the pages: `numbered` makes files of them. Ids hold nothing but letters, digits, dots and dashes once `/` is `--`. */
export function checkStem(id: string): string {
  return `report/checks/${fileNameOf(id)}`;
}

export function populationStem(id: string): string {
  return `report/populations/${fileNameOf(id)}`;
}

export function controlStem(id: string): string {
  return `report/controls/${fileNameOf(id)}`;
}

import layersFile from '../../architecture/layers.json' with { type: 'json' };
import rulesFile from '../../architecture/rules.json' with { type: 'json' };

/** One layer of the house: see architecture/layers.json. */
export interface Layer {
  name: string;
  files: string;
  imports: string[];
  /** Of `imports`, those of which only types may be imported. */
  types?: string[];
  packages?: string[];
  node?: boolean;
}

/** Something that may appear in the files of `to` only. */
export interface Confined {
  what: string;
  to: string[];
  because: string;
}

/** Packages that only the files of `to` may import. */
export interface ConfinedPackages {
  names: string[];
  to: string[];
}

export const layers: readonly Layer[] = layersFile.layers;
export const rules = rulesFile;

export function matchesAny(patterns: readonly string[], file: string): boolean {
  return patterns.some((pattern) => new RegExp(pattern).test(file));
}

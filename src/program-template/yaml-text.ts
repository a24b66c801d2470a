import { parse } from 'yaml';

/** Words that mean themselves in YAML, inside lists too: no punctuation of YAML, no digit at the start. */
const plainWords = /^[A-Za-z][\w.@/+-]*(?: [\w.@/()+-]+)*$/;

/** Characters that YAML does not allow as they are, and that JSON does. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A text as a YAML value that fits on one line, quoted where it must be: it is read back as exactly this text, whatever it holds. */
export function yamlText(value: string): string {
  if (plainWords.test(value) && parse(value) === value) return value;
  return JSON.stringify(value).replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Texts as a YAML list on one line: `[main, "a, b"]`. */
export function yamlList(values: readonly string[]): string {
  return `[${values.map(yamlText).join(', ')}]`;
}

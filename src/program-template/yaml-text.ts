import { stringify } from 'yaml';

const oneLine = { lineWidth: 0, blockQuote: false, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER } as const;

/** A text as a YAML value that fits on one line, quoted where it must be: it is read back as exactly this text, whatever it holds. */
export function yamlText(value: string): string {
  return stringify({ v: value }, oneLine).slice('v: '.length).trimEnd();
}

/** Texts as a YAML list on one line: `[main, "a, b"]`. */
export function yamlList(values: readonly string[]): string {
  return stringify([...values], { ...oneLine, collectionStyle: 'flow', flowCollectionPadding: false }).trimEnd();
}

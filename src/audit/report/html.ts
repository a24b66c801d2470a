/** Markup that may stand in a page as it is. Everything else is text and is escaped. */
export interface Html {
  readonly markup: string;
}

export type Part = Html | string | number | false | null | readonly Part[];

/** Joins markup with values. Values are text unless they are `Html`; `false` and `null` are nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let markup = strings[0] as string;
  for (const [at, part] of parts.entries()) markup += markupOf(part) + strings[at + 1];
  return { markup };
}

/** No markup at all. */
export const nothing: Html = html``;

/** The markup of a value: what `html` puts in its place. */
export function markupOf(part: Part): string {
  if (part === false || part === null) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : (part as readonly Part[]).map(markupOf).join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Characters that reorder or hide the text around them: shown by their number instead. */
const deceptive = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

/** Text as markup. Line ends and tabs become spaces; nothing in it can change direction, hide, or begin markup. */
export function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (letter) => entities[letter] as string)
    .replace(/[\r\n\t]+/g, ' ')
    .replace(deceptive, (letter) => `[U+${(letter.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}]`);
}

/** Text that somebody else chose, kept apart from the direction of the text around it. */
export function named(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

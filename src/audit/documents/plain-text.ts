/** Characters that reorder or hide the text around them: shown by their number instead. */
const deceptive = /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** Text from outside as one line that shows everything it holds: white space becomes single spaces, hidden characters their numbers. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .replace(deceptive, (letter) => `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(/ {2,}/g, ' ')
    .trim();
}

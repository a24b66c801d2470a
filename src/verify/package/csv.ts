/**
 * One line of a CSV file: every field quoted, CRLF at the end (RFC 4180), and nothing that a spreadsheet takes for a formula.
 *
 * Control characters become spaces. Where a field, or what follows a comma, semicolon or bar inside it, begins with `=`, `+`, `-`,
 * `@` or one of their full-width forms, an apostrophe is put before it: a spreadsheet of another locale may split there.
 */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map((field) => `"${harmless(field).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** Tells spreadsheets that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

const SPACES = ' \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff';
const beginsFormula = new RegExp(`(^|[,;|])([${SPACES}"']*)([=+\\-@\uff1d\uff0b\uff0d\uff20])`, 'gu');

function harmless(field: string): string {
  return field.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replace(beginsFormula, "$1'$2$3");
}

import { plainText } from './plain-text.ts';

/** Places at which a long word without spaces may be broken. A reader sees nothing of them. */
const mayBreak = '\u200B';

/**
 * Text as a string of Typst, with its quotes. Inside a string Typst knows no markup, no code, no mathematics, no comments and no references, so
 * that only what ends or escapes a string has to be escaped.
 */
export function typstText(text: string): string {
  return `"${breakable(plainText(text)).replace(/[\\"]/g, '\\$&')}"`;
}

/** Hashes, ids and addresses would run out of their column; words of a language are left to hyphenation. */
function breakable(text: string): string {
  return text.replace(/[!-~]{17,}/g, (word) => {
    const parted = word.replace(/([/@._:;,=&?-])(?=\w)/g, `$1${mayBreak}`);
    return /\d|.{31}/.test(word) ? parted.replace(/[!-~]{6}(?=[!-~]{3})/g, `$&${mayBreak}`) : parted;
  });
}

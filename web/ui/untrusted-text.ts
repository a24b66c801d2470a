/** A run of text as it came, or one character that would be unseen or would turn the text around. */
export type Piece = { readonly text: string } | { readonly code: string; readonly name: string };

const names = new Map<number, string>([
  [0x00ad, 'soft hyphen'],
  [0x061c, 'Arabic letter mark'],
  [0x180e, 'Mongolian vowel separator'],
  [0x200b, 'zero width space'],
  [0x200c, 'zero width non-joiner'],
  [0x200d, 'zero width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x2028, 'line separator'],
  [0x2029, 'paragraph separator'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202c, 'pop directional formatting'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x2060, 'word joiner'],
  [0x2066, 'left-to-right isolate'],
  [0x2067, 'right-to-left isolate'],
  [0x2068, 'first strong isolate'],
  [0x2069, 'pop directional isolate'],
  [0xfeff, 'zero width no-break space'],
]);

const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u;

/**
 * Text from outside, in pieces: what can be read, and each control, formatting, private or broken character by its code, `U+202E`. A joiner between two
 * letters or pictures that it joins is part of them and stays.
 */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let run = '';
  const characters = [...text];
  for (const [index, character] of characters.entries()) {
    if (!unseen.test(character) || isJoiner(characters, index)) {
      run += character;
      continue;
    }
    if (run !== '') pieces.push({ text: run });
    run = '';
    const code = character.codePointAt(0) ?? 0;
    pieces.push({ code: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, name: names.get(code) ?? 'unseen character' });
  }
  if (run !== '') pieces.push({ text: run });
  return pieces;
}

/** A zero width joiner inside one picture, such as a family, is no disguise. */
function isJoiner(characters: readonly string[], index: number): boolean {
  const picture = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u;
  return characters[index] === '\u200d' && picture.test(characters[index - 1] ?? '') && picture.test(characters[index + 1] ?? '');
}

/** The address, if it is a whole https address without a name and password in it; nothing else from outside becomes a link. */
export function safeAddress(address: string): string | undefined {
  if (unseen.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : undefined;
}

/** Lines that somebody types, as a shell reads them. */

export interface Line {
  readonly words: readonly string[];
  /** As it is typed, without what is said of it behind `#`. */
  readonly text: string;
  /** What is said of it. */
  readonly remark: string;
}

/** The lines of a block; one that ends in `\` goes on with the next. */
export function typedLines(block: string): Line[] {
  return block
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map(lineOf)
    .filter(({ words }) => words.length > 0);
}

function lineOf(written: string): Line {
  const words: string[] = [];
  let at = 0;
  const word = /\s*((?:"[^"]*"|'[^']*'|[^\s"'])+)/y;
  while (at < written.length) {
    word.lastIndex = at;
    const found = word.exec(written);
    const one = found?.[1];
    if (one === undefined || one.startsWith('#')) break;
    words.push(one.replaceAll(/"([^"]*)"|'([^']*)'/g, (_all, double?: string, single?: string) => double ?? single ?? ''));
    at = word.lastIndex;
  }
  const rest = written.slice(at);
  return { words, text: written.slice(0, at), remark: rest.trim().replace(/^#\s*/, '') };
}

/** What a line says to Tickmark: the words behind `tickmark`, up to a pipe; null: it is another program's. */
export function toTickmark({ words }: Line): string[] | null {
  const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const rest = words.slice(Math.max(first, 0));
  const said = saidTo(rest);
  if (said === null) return null;
  const end = said.findIndex((word) => ['|', '>', '&&', ';'].includes(word));
  return end === -1 ? said : said.slice(0, end);
}

function saidTo(words: readonly string[]): string[] | null {
  if (words[0] === 'tickmark') return words.slice(1);
  const inClone = ['npm', 'run', '-s', 'tickmark', '--'];
  return inClone.every((word, index) => words[index] === word) ? words.slice(inClone.length) : null;
}

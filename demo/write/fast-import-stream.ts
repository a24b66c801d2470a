import type { Instant } from '../../src/kernel/time.ts';
import { gitOffset } from '../clock.ts';
import type { Identity } from '../company/world.ts';

export interface CommitOptions {
  /** By this name the sha is found afterwards. */
  readonly key: string;
  readonly author: Identity;
  readonly at: Instant;
  readonly message: string;
  /** Marks: the first parent, then the others. */
  readonly parents: readonly number[];
  /** Path to the mark of its new content; null takes the file away. */
  readonly files: Iterable<readonly [path: string, blob: number | null]>;
}

/** Text for `git fast-import`, grown commit by commit, with a mark for everything in it. */
export class FastImportStream {
  readonly keys = new Map<string, number>();
  readonly #parts: string[] = ['feature done\n'];
  #marks = 0;

  blob(text: string): number {
    const mark = ++this.#marks;
    this.#parts.push(`blob\nmark :${mark}\n${data(text)}`);
    return mark;
  }

  commit(branch: string, { key, author, at, message, parents, files }: CommitOptions): number {
    const mark = ++this.#marks;
    const [first, ...others] = parents;
    const lines = [
      `commit refs/heads/${branch}\nmark :${mark}\n`,
      `author ${signature(author, at)}committer ${signature(author, at)}${data(message)}`,
      first === undefined ? '' : `from :${first}\n`,
      ...others.map((parent) => `merge :${parent}\n`),
      ...Array.from(files, ([path, blob]) => (blob === null ? `D ${path}\n` : `M 100644 :${blob} ${path}\n`)),
    ];
    this.#parts.push(...lines, '\n');
    this.keys.set(key, mark);
    return mark;
  }

  tag(name: string, commit: number, tagger: Identity, at: Instant): void {
    this.#parts.push(`tag ${name}\nfrom :${commit}\ntagger ${signature(tagger, at)}${data(`Release ${name}\n`)}`);
  }

  text(): string {
    return `${this.#parts.join('')}done\n`;
  }
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function signature({ name, email }: Identity, at: Instant): string {
  return `${name} <${email}> ${Math.floor(at / 1000)} ${gitOffset(at)}\n`;
}

import type { Instant } from '../../src/kernel/time.ts';
import { identityOf } from '../company/people.ts';
import type { Identity, World } from '../company/world.ts';
import { FastImportStream } from './fast-import-stream.ts';
import type { ProgramFile } from './program-file.ts';

/** Writes the program's repository: one commit for each second at which somebody changed files, holding what these then said. */
export function programHistory(world: World, files: readonly ProgramFile[]): FastImportStream {
  const stream = new FastImportStream();
  const identities = new Map(world.people.map((person) => [person.id, identityOf(person)]));
  const said = new Map<string, string>();
  let parents: number[] = [];
  for (const { at, changed } of commitsOf(files)) {
    const news = changed.flatMap(({ file, by }) => {
      const text = file.textAt(at);
      if (text === null || said.get(file.path) === text) return [];
      said.set(file.path, text);
      return [{ path: file.path, by, blob: stream.blob(text) }];
    });
    const [first] = news;
    if (first === undefined) continue;
    const author = identities.get(first.by) as Identity;
    const message = `${parents.length === 0 ? 'Begin' : subject(news.map(({ path }) => path))}\n`;
    parents = [stream.commit('main', { key: String(at), author, at, message, parents, files: news.map(({ path, blob }) => [path, blob] as const) })];
  }
  return stream;
}

function commitsOf(files: readonly ProgramFile[]) {
  const moments = new Map<Instant, { file: ProgramFile; by: string }[]>();
  for (const file of files) {
    for (const { at, by } of file.commits) moments.set(at, [...(moments.get(at) ?? []), { file, by }]);
  }
  return [...moments].sort(([a], [b]) => a - b).map(([at, changed]) => ({ at, changed }));
}

/** `Update accounts, people` */
function subject(paths: readonly string[]): string {
  const names = paths.map((path) => path.replace(/^(records|policies)\//, '').replace(/\.(yaml|md)$/, ''));
  return `Update ${[...new Set(names)].join(', ')}`;
}

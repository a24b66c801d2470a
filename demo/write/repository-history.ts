import { type Instant, instant } from '../../src/kernel/time.ts';
import { dayOf } from '../clock.ts';
import { identityOf } from '../company/people.ts';
import type { Change, ChangeCommit, Identity, Person, Repository } from '../company/world.ts';
import { FastImportStream } from './fast-import-stream.ts';
import { houseFiles, sourceText } from './source-text.ts';

/** One state of the production branch: what landed, when, and which files it changed. */
interface Landing {
  readonly at: Instant;
  readonly mark: number;
  readonly files: ReadonlyMap<string, number>;
}

/** A branch on its way: its newest commit, the files it changed, and how much of the base it holds. */
interface Branch {
  tip: number;
  base: number;
  readonly files: Map<string, number>;
}

/** Writes one code repository: its first commit, then each change with its branch commits, in the order of landing, and a tag a month. */
export function repositoryHistory(repository: Repository, changes: readonly Change[], people: readonly Person[]): FastImportStream {
  const stream = new FastImportStream();
  const creator = identityOf(people.find(({ id }) => id === repository.createdBy) as Person);
  const touches = new Map<string, string[]>();
  const landings = [firstCommit(stream, repository, creator, touches)];
  for (const change of changes.toSorted((a, b) => a.landedAt - b.landedAt)) landings.push(land(stream, change, landings, touches));
  tagMonths(stream, landings, creator);
  return stream;
}

function firstCommit(stream: FastImportStream, repository: Repository, creator: Identity, touches: Map<string, string[]>): Landing {
  const files = new Map(houseFiles(repository).map(([path, text]) => [path, stream.blob(text)]));
  for (const path of repository.paths) files.set(path, touched(stream, path, 'Begin', touches));
  const at = repository.created;
  const mark = stream.commit('main', { key: `${repository.id}/begin`, author: creator, at, message: 'Begin\n', parents: [], files });
  return { at, mark, files };
}

/** A new content of a file, as a blob. */
function touched(stream: FastImportStream, path: string, line: string, touches: Map<string, string[]>): number {
  const lines = touches.get(path) ?? [];
  lines.push(line);
  touches.set(path, lines);
  return stream.blob(sourceText(path, lines));
}

function land(stream: FastImportStream, change: Change, landings: readonly Landing[], touches: Map<string, string[]>): Landing {
  const { id, landedAt: at, mergedBy } = change;
  const tip = landings.at(-1) as Landing;
  const isPush = change.pullRequest === null;
  const base = isPush ? landings.length - 1 : baseAt(landings, change.branchedAt);
  const branch: Branch = { tip: (landings[base] as Landing).mark, base, files: new Map() };
  for (const commit of change.commits) writeCommit(stream, change, commit, branch, landings, touches);
  if (isPush) return { at, mark: branch.tip, files: branch.files };
  const message = `Merge pull request #${change.pullRequest} from harbourlight/${change.branch}\n\n${change.title}\n`;
  const mark = stream.commit('main', { key: id, author: mergedBy, at, message, parents: [tip.mark, branch.tip], files: branch.files });
  return { at, mark, files: branch.files };
}

/** The newest state of the production branch at an instant. */
function baseAt(landings: readonly Landing[], when: Instant): number {
  return Math.max(
    landings.findLastIndex(({ at }) => at <= when),
    0,
  );
}

function writeCommit(
  stream: FastImportStream,
  change: Change,
  commit: ChangeCommit,
  branch: Branch,
  landings: readonly Landing[],
  touches: Map<string, string[]>,
): void {
  const files = new Map<string, number>();
  const parents = [branch.tip];
  if (commit.kind === 'base-merge') {
    const base = baseAt(landings, commit.at);
    if (base <= branch.base) throw new RangeError(`${change.id} merges a base in which nothing is new`);
    for (const landing of landings.slice(branch.base + 1, base + 1)) for (const [path, blob] of landing.files) files.set(path, blob);
    parents.push((landings[base] as Landing).mark);
    branch.base = base;
  }
  for (const path of commit.touches) {
    const blob = touched(stream, path, `${change.title}, ${commit.key}`, touches);
    files.set(path, blob);
    branch.files.set(path, blob);
  }
  const trailers = commit.coAuthors.map(({ name, email }) => `Co-authored-by: ${name} <${email}>\n`).join('');
  const message = `${commit.message}\n${trailers === '' ? '' : `\n${trailers}`}`;
  const key = change.pullRequest === null ? change.id : `${change.id}/${commit.key}`;
  branch.tip = stream.commit('main', { key, author: commit.author, at: commit.at, message, parents, files });
}

/** An annotated tag on the last state of every month. */
function tagMonths(stream: FastImportStream, landings: readonly Landing[], tagger: Identity): void {
  const months = Map.groupBy(landings, ({ at }) => dayOf(at).slice(0, 7));
  let minor = 0;
  for (const states of months.values()) {
    const last = states.at(-1) as Landing;
    stream.tag(`v1.${minor++}.0`, last.mark, tagger, instant(last.at + 600_000));
  }
}

import { BEGINNING } from '../../kernel/time.ts';
import { heldCommits, heldSentence } from '../kit/chain-memory.ts';
import type { Look } from '../kit/connector.ts';
import type { DatedCommit } from '../kit/dating.ts';
import type { Observation } from '../kit/observation.ts';
import { type Clone, repositoryScope } from './clone.ts';
import type { CloneHistory } from './history.ts';

/** Where files stand that say how changes are owned, tested and kept up to date. */
const codeowners = ['CODEOWNERS', '.github/CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];
const continuousIntegration = [
  '.github/workflows',
  '.gitlab-ci.yml',
  '.circleci/config.yml',
  'Jenkinsfile',
  'azure-pipelines.yml',
  'bitbucket-pipelines.yml',
  '.travis.yml',
  '.drone.yml',
  '.buildkite',
  '.woodpecker.yml',
  '.woodpecker',
  '.forgejo/workflows',
  '.gitea/workflows',
];
const dependencyUpdates = [
  '.github/dependabot.yml',
  '.github/dependabot.yaml',
  'renovate.json',
  'renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
  '.github/renovate.json',
  '.github/renovate.json5',
  '.gitlab/renovate.json',
  '.gitlab/renovate.json5',
];
const watched = [...codeowners, ...continuousIntegration, ...dependencyUpdates];

/** What the tree of the first production branch says of itself: a version for every commit that changed it. */
export async function* readRepository({ clone, branches }: CloneHistory, look: Look): AsyncGenerator<Observation> {
  const [first] = branches;
  if (first === undefined) return;
  const scope = repositoryScope(clone);
  const dated = new Map(first.chain.map((one) => [one.sha, one]));
  const files = new Set<string>();
  for (const { sha, added, removed } of await watchedCommits(clone, first.head.sha)) {
    for (const path of removed) files.delete(path);
    for (const path of added) files.add(path);
    yield version(clone, files, dated.get(sha) as DatedCommit);
  }
  if (files.size === 0) yield version(clone, files, first.chain[0] as DatedCommit);
  for (const held of heldCommits(first.chain))
    yield { type: 'gap', scope, from: held.notBefore, until: held.from, reason: 'held', why: heldSentence(held) };
  for (const seen of ['', scope]) yield { type: 'covered', scope: seen, from: BEGINNING, until: look.at };
}

function version(clone: Clone, files: ReadonlySet<string>, { from, notBefore, basis }: DatedCommit): Observation {
  const among = (places: readonly string[]) => [...files].filter((path) => places.some((one) => path === one || path.startsWith(`${one}/`))).sort();
  const state = {
    name: clone.name,
    codeowners: among(codeowners),
    continuousIntegration: among(continuousIntegration),
    dependencyUpdates: among(dependencyUpdates),
  };
  return { type: 'version', kind: 'repository', vendorId: clone.root, scope: repositoryScope(clone), state, validFrom: from, notBefore, basis };
}

interface WatchedCommit {
  readonly sha: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

async function watchedCommits({ git }: Clone, head: string): Promise<WatchedCommit[]> {
  const places = watched.map((path) => `:(top,literal)${path}`);
  const args = [
    'log',
    '--first-parent',
    '-m',
    '--name-status',
    '-z',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--no-decorate',
    '--format=commit %H',
  ];
  const chunks: Buffer[] = [];
  for await (const chunk of git.stream([...args, head, '--', ...places])) chunks.push(chunk);
  const commits: { sha: string; added: string[]; removed: string[] }[] = [];
  const tokens = Buffer.concat(chunks).toString('utf8').split('\0');
  for (let at = 0; at < tokens.length; at++) {
    const token = (tokens[at] as string).trim();
    const header = /^commit ([0-9a-f]+)\s*/.exec(token);
    const status = header ? token.slice(header[0].length) : token;
    if (header) commits.push({ sha: header[1] as string, added: [], removed: [] });
    if (!/^[A-Z]\d*$/.test(status)) continue;
    const path = tokens[++at] ?? '';
    const commit = commits[commits.length - 1];
    (status === 'D' ? commit?.removed : commit?.added)?.push(path);
  }
  return commits.reverse();
}

import { BEGINNING } from '../../kernel/time.ts';
import type { Look } from '../kit/connector.ts';
import { claimedInstant } from '../kit/git-branches.ts';
import { escapeName } from '../kit/names.ts';
import type { Observation } from '../kit/observation.ts';
import { sinceLastLook } from './branches.ts';
import { repositoryScope } from './clone.ts';
import type { CloneHistory } from './history.ts';

const format = '%(refname:lstrip=2)%00%(objecttype)%00%(objectname)%00%(*objectname)%00%(taggerdate:unix)%00';

/** The tags that the clone holds. */
export async function* readTags({ clone, branches }: CloneHistory, look: Look): AsyncGenerator<Observation> {
  const scope = repositoryScope(clone);
  const last = branches.find((one) => one.before !== null)?.before?.chain.at;
  const output = await clone.git.text(['for-each-ref', `--format=${format}`, 'refs/tags']);
  for (const line of output.split('\n')) {
    const [name, type, object, target, seconds] = line.split('\0');
    if (name === undefined || object === undefined || name === '') continue;
    const annotated = type === 'tag';
    const commit = annotated ? (target ?? '') : object;
    const state = { repository: clone.name, name, commit, taggedAt: annotated ? claimedInstant(seconds ?? '') : null, annotated };
    const vendorId = `${clone.root}:${escapeName(name)}`;
    yield { type: 'version', kind: 'tag', vendorId, scope, state, validFrom: look.at, notBefore: last ?? BEGINNING, basis: 'look' };
  }
  if (last !== undefined) yield* sinceLastLook(scope, last, look.at);
}

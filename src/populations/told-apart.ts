import type { Subject } from '../facts/timeline.ts';

/**
 * A name for each subject: its own id, and ` #2`, ` #3` behind it where others of the same id were written down before it, in another list or by
 * another way. Ids count as the same where their files would be: `/` is written `--` there.
 */
export function toldApart<S>(subjects: readonly Subject<S>[], idOf: (subject: Subject<S>) => string): ReadonlyMap<Subject<S>, string> {
  const names = new Map<Subject<S>, string>();
  const taken = new Set<string>();
  const again: Subject<S>[] = [];
  for (const subject of subjects.toSorted(byWriting)) {
    const id = idOf(subject);
    if (taken.has(asFile(id))) again.push(subject);
    else {
      taken.add(asFile(id));
      names.set(subject, id);
    }
  }
  for (const subject of again) {
    const name = freeName(idOf(subject), taken);
    taken.add(asFile(name));
    names.set(subject, name);
  }
  return names;
}

function freeName(id: string, taken: ReadonlySet<string>): string {
  let number = 2;
  while (taken.has(asFile(`${id} #${number}`))) number++;
  return `${id} #${number}`;
}

function asFile(id: string): string {
  return id.replaceAll('/', '--');
}

/** By the place in the ledger at which each was first written down. */
function byWriting(a: Subject<unknown>, b: Subject<unknown>): number {
  return firstLeaf(a) - firstLeaf(b) || (a.id < b.id ? -1 : Number(a.id > b.id));
}

function firstLeaf({ versions }: Subject<unknown>): number {
  return versions[0]?.leaf ?? 0;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at } from '../checks/testing/instants.ts';
import type { Subject } from '../facts/timeline.ts';
import type { Uuid } from '../kernel/ids.ts';
import { FOREVER } from '../kernel/time.ts';
import { toldApart } from './told-apart.ts';

const from = at('2025-01-01T00:00:00Z');

function subject(id: string, leaf: number): Subject<{ id: string }> {
  const version = { state: { id }, from, until: FOREVER, notBefore: from, endsNotBefore: FOREVER, basis: 'claimed' as const, leaf };
  return { id: `subject ${leaf}` as Uuid, vendorId: id, system: 's' as Uuid, feed: 'f', scope: '', versions: [version], gaps: [] };
}

function namesOf(...said: readonly (readonly [id: string, leaf: number])[]): readonly string[] {
  const subjects = said.map(([id, leaf]) => subject(id, leaf));
  const names = toldApart(subjects, (one) => one.versions[0]?.state.id ?? '');
  return subjects.map((one) => names.get(one) ?? 'none');
}

test('ids that stand once stay as they are', () => {
  expect(namesOf(['ex-1', 5], ['ex-2', 3])).toEqual(['ex-1', 'ex-2']);
});

test('of two, the one that was written down first keeps its id, wherever it stands', () => {
  expect(namesOf(['ex-1', 9], ['ex-1', 3], ['ex-1', 12])).toEqual(['ex-1 #2', 'ex-1', 'ex-1 #3']);
});

test('a number that is somebody’s id already is passed over', () => {
  expect(namesOf(['ex-1', 1], ['ex-1', 2], ['ex-1 #2', 3])).toEqual(['ex-1', 'ex-1 #3', 'ex-1 #2']);
});

test('ids count as the same where their files would be', () => {
  expect(namesOf(['a/b', 1], ['a--b', 2])).toEqual(['a/b', 'a--b #2']);
});

test('no two names are the same, whatever the ids, and the order in which subjects come does not matter', () => {
  const id = fc.stringMatching(/^[ab]{0,1}(\/|--| #2| #3){0,2}$/).filter((one) => one !== '');
  fc.assert(
    fc.property(fc.array(id, { maxLength: 12 }), (ids) => {
      const subjects = ids.map((one, place) => subject(one, place));
      const names = toldApart(subjects, (one) => one.vendorId);
      expect(new Set([...names.values()].map((one) => one.replaceAll('/', '--'))).size).toBe(ids.length);
      const turned = toldApart(subjects.toReversed(), (one) => one.vendorId);
      for (const one of subjects) expect(turned.get(one)).toBe(names.get(one));
      for (const one of subjects) expect(names.get(one)?.startsWith(one.vendorId)).toBe(true);
    }),
  );
});

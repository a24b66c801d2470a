import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type TestRepository, temporaryFolder, testRepository } from '../../../test/support/git.ts';
import { lookAt } from '../../../test/support/looking.ts';
import type { KindState } from '../../facts/kinds/index.ts';
import { git } from './index.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

let count = 0;
const repository = (...options: string[]): TestRepository => testRepository(join(folder.path, `r${count++}`), ...options);
const settings = ({ path }: { path: string }, branches?: readonly string[]) => ({ name: 'api', path, ...(branches && { branches }) });
const AT = '2025-06-01T00:00:00Z';

type Change = KindState<'change'>;
async function changesOf(source: { path: string }, branches?: readonly string[]): Promise<Map<string, Change>> {
  const looked = await lookAt(git, settings(source, branches), { at: AT });
  return new Map(looked.versions('changes').map((one) => [one.vendorId, one.state as Change]));
}
const shas = (change: Change | undefined) => change?.commits.map((one) => one.sha);

describe('changes', () => {
  test('a merge brings the commits of its branch, a merge from the base among them; nothing is brought twice', async () => {
    const r = repository();
    const root = r.commit();
    r.git('checkout', '--quiet', '-b', 'work');
    const a = r.commit({ files: { a: '1' }, author: 'Bo <bo@x.example>', message: 'HL-1 work\n\nCo-authored-by: Cy <cy@x.example>' });
    r.git('checkout', '--quiet', 'main');
    const direct = r.commit({ files: { b: '1' } });
    r.git('checkout', '--quiet', 'work');
    const fromBase = r.merge('main', { author: 'Bo <bo@x.example>' });
    const b = r.commit({ files: { a: '2' }, author: 'Di <di@x.example>' });
    r.git('checkout', '--quiet', 'main');
    const landed = r.merge('work', { message: 'Merge pull request #5 from org/work', author: 'Ed <ed@x.example>' });
    const changes = await changesOf(r);
    expect([...changes.keys()]).toEqual([root, direct, landed]);
    const merge = changes.get(landed);
    expect(shas(merge)).toEqual([a, fromBase, b, landed]);
    expect(merge).toMatchObject({
      author: 'di@x.example',
      coAuthors: ['bo@x.example', 'cy@x.example'],
      committer: 'ed@x.example',
      tickets: ['HL-1'],
      pullRequest: 5,
    });
    expect(merge?.commits.map((one) => one.parents.length)).toEqual([1, 2, 1, 2]);
    expect(shas(changes.get(direct))).toEqual([direct]);
  });

  test('an octopus merge brings all of its branches', async () => {
    const r = repository();
    r.commit();
    const sides = ['x', 'y'].map((name) => {
      r.git('checkout', '--quiet', '-b', name, 'main');
      return r.commit({ files: { [name]: '1' } });
    });
    r.git('checkout', '--quiet', 'main');
    r.commit({ files: { m: '1' } });
    const landed = r.merge(['x', 'y']);
    const change = (await changesOf(r)).get(landed);
    expect(new Set(shas(change))).toEqual(new Set([...sides, landed]));
    expect(change?.commits.at(-1)?.parents).toHaveLength(3);
  });

  test('a squash and a rebase are single commits; a long merge names its newest commits and counts the others', async () => {
    const r = repository();
    r.commit();
    const squash = r.commit({ message: 'HL-2 thing (#7)', committedAt: '2025-02-02T00:00:00Z', at: '2025-02-01T00:00:00Z' });
    let stream = '';
    for (let n = 0; n < 300; n++)
      stream += `commit refs/heads/long\nmark :${n + 1}\ncommitter B <b@x.example> ${1735700000 + n} +0000\ndata 1\nx\nfrom ${n === 0 ? squash : `:${n}`}\n\n`;
    r.import(stream);
    const landed = r.merge('long');
    const changes = await changesOf(r);
    expect(changes.get(squash)).toMatchObject({
      method: 'squash',
      landedAt: Date.parse('2025-02-02T00:00:00Z'),
      approvals: { untold: 'A clone does not hold reviews.' },
    });
    expect(changes.get(landed)).toMatchObject({ furtherCommits: 51 });
    expect(changes.get(landed)?.commits).toHaveLength(250);
    expect(changes.get(landed)?.commits.at(-1)?.sha).toBe(landed);
  });

  test('bytes that are no text, NUL characters, huge messages and commits without an author are read, not refused', async () => {
    const r = repository();
    const tree = r.git('mktree', '--missing');
    const raw = (text: Buffer | string) => {
      writeFileSync(join(r.path, 'raw'), text);
      return r.git('hash-object', '-t', 'commit', '-w', '--literally', 'raw');
    };
    const person = 'A <a@x.example> 1735700000 +0000';
    const latin = raw(
      Buffer.concat([
        Buffer.from(`tree ${tree}\nauthor ${person}\ncommitter ${person}\nencoding ISO-8859-1\n\nHL-3 caf`),
        Buffer.from([0xe9]),
        Buffer.from('\n'),
      ]),
    );
    const broken = raw(
      Buffer.concat([Buffer.from(`tree ${tree}\nparent ${latin}\nauthor ${person}\ncommitter ${person}\n\nbad `), Buffer.from([0xff, 0x00, 0x41])]),
    );
    const huge = raw(`tree ${tree}\nparent ${broken}\nauthor ${person}\ncommitter ${person}\n\nhuge\n${'x'.repeat(3_000_000)}`);
    const nobody = raw(`tree ${tree}\nparent ${huge}\ncommitter ${person}\n\nno author`);
    const nowhen = raw(`tree ${tree}\nparent ${nobody}\nauthor <> soon\ncommitter B <b@x.example> 99999999999999999 +0000\n\nno date`);
    r.git('update-ref', 'refs/heads/main', nowhen);
    const changes = await changesOf(r);
    expect([...changes.keys()]).toEqual([latin, broken, huge, nobody, nowhen]);
    expect(changes.get(latin)).toMatchObject({ title: 'HL-3 café', tickets: ['HL-3'] });
    expect(changes.get(broken)?.title).toBe('bad \ufffd\ufffdA');
    expect(changes.get(nobody)).toMatchObject({ author: '' });
    expect(changes.get(nowhen)?.landedAt).toBe(Date.parse(AT));
  });

  test('several production branches: what landed on each, and what both share once', async () => {
    const r = repository();
    const root = r.commit();
    r.git('checkout', '--quiet', '-b', 'release');
    const hotfix = r.commit({ files: { h: '1' } });
    r.git('checkout', '--quiet', 'main');
    const merge = r.merge('release');
    const looked = await lookAt(git, settings(r, ['main', 'release']), { at: AT });
    expect(looked.versions('changes').map((one) => [one.vendorId, (one.state as Change).branch])).toEqual([
      [root, 'main'],
      [merge, 'main'],
      [hotfix, 'release'],
    ]);
  });

  test('names that look like options, paths or addresses are only names', async () => {
    const r = repository();
    const evil = '-x;$(touch pwned)`id`"\'';
    r.commit({
      author: `${evil} <a@x.example>`,
      message: `--format=%H ${evil}`,
      files: { [`-${evil.replaceAll('/', '')}`]: '1', 'a\nb': '2', '.github/workflows/ü b.yml': '' },
    });
    r.git('update-ref', 'refs/heads/evil/$(id)@x.example', 'main');
    r.git('tag', 'v1@x.example');
    const looked = await lookAt(git, settings(r, ['evil/$(id)@x.example']), { at: AT });
    expect(looked.versions('branches')[0]?.vendorId).toMatch(/:evil\/%24%28id%29%40x\.example$/);
    expect(looked.versions('changes')[0]?.state).toMatchObject({ title: `--format=%H ${evil}` });
    expect(looked.versions('repository')[0]?.state).toMatchObject({ continuousIntegration: ['.github/workflows/ü b.yml'] });
    expect(looked.versions('tags')[0]?.state).toMatchObject({ name: 'v1@x.example', annotated: false });
    expect(readdirSync(r.path).filter((name) => name === 'pwned')).toEqual([]);
  });

  test('a date in the future is held: the change counts from the look, and the time it may have landed in is a gap', async () => {
    const r = repository();
    r.commit({ at: '2025-01-01T00:00:00Z' });
    const future = r.commit({ at: '2031-01-01T00:00:00Z' });
    const looked = await lookAt(git, settings(r), { at: AT });
    expect(looked.versions('changes')[1]).toMatchObject({
      vendorId: future,
      validFrom: Date.parse(AT),
      basis: 'look',
      state: { landedAt: Date.parse(AT) },
    });
    expect(looked.gaps('changes')).toMatchObject([
      {
        from: Date.parse('2025-01-01T00:00:00Z'),
        until: Date.parse(AT),
        reason: 'held',
        why: expect.stringContaining('claims a date in the future'),
      },
    ]);
  });
});

describe('what a repository says of itself', () => {
  test('is a version for each commit that changed it, as its own date claims', async () => {
    const r = repository();
    r.commit({ at: '2025-01-01T00:00:00Z', files: { 'README.md': '' } });
    r.commit({ at: '2025-01-02T00:00:00Z', files: { CODEOWNERS: '', '.github/dependabot.yml': '', '.github/workflows/ci.yml': '' } });
    r.commit({ at: '2025-01-03T00:00:00Z', files: { other: '' } });
    r.commit({ at: '2025-01-04T00:00:00Z', files: { CODEOWNERS: null } });
    const looked = await lookAt(git, settings(r), { at: AT });
    expect(looked.versions('repository').map((one) => [new Date(one.validFrom).getUTCDate(), one.basis, one.state])).toEqual([
      [
        2,
        'claimed',
        {
          name: 'api',
          codeowners: ['CODEOWNERS'],
          continuousIntegration: ['.github/workflows/ci.yml'],
          dependencyUpdates: ['.github/dependabot.yml'],
        },
      ],
      [
        4,
        'claimed',
        { name: 'api', codeowners: [], continuousIntegration: ['.github/workflows/ci.yml'], dependencyUpdates: ['.github/dependabot.yml'] },
      ],
    ]);
  });

  test('what a remote has counts, not what was not pushed', async () => {
    const origin = repository();
    const pushed = origin.commit();
    const path = join(folder.path, `clone${count++}`);
    origin.git('clone', '--quiet', origin.path, path);
    const clone = testRepository(path);
    clone.git('checkout', '--quiet', 'main');
    clone.commit({ files: { local: '1' } });
    expect([...(await changesOf({ path })).keys()]).toEqual([pushed]);
  });

  test('annotated tags tell when they were made', async () => {
    const r = repository();
    const head = r.commit();
    r.git('-c', 'user.name=A', '-c', 'user.email=a@x.example', 'tag', '-a', '-m', 'x', 'v1');
    const looked = await lookAt(git, settings(r), { at: AT });
    expect(looked.versions('tags')[0]?.state).toMatchObject({ name: 'v1', commit: head, annotated: true, taggedAt: expect.any(Number) });
  });
});

describe('a later look', () => {
  function grown(): { r: TestRepository; grow: () => void } {
    const r = repository();
    r.commit({ at: '2025-01-01T00:00:00Z' });
    r.git('checkout', '--quiet', '-b', 'work');
    r.commit({ at: '2025-01-02T00:00:00Z', files: { a: '1' } });
    r.git('checkout', '--quiet', 'main');
    r.merge('work', { at: '2025-01-03T00:00:00Z' });
    const grow = () => {
      r.git('checkout', '--quiet', '-b', 'more', 'work');
      r.commit({ at: '2025-07-02T00:00:00Z', files: { b: '1' } });
      r.git('checkout', '--quiet', 'main');
      r.commit({ at: '2025-07-03T00:00:00Z', files: { c: '1' } });
      r.merge('more', { at: '2025-07-04T00:00:00Z' });
    };
    return { r, grow };
  }

  test('reads only what is new, and reads it as a first look would', async () => {
    const { r, grow } = grown();
    const first = await lookAt(git, settings(r), { at: AT });
    grow();
    const later = '2025-08-01T00:00:00Z';
    const second = await lookAt(git, settings(r), { at: later, memory: first.memory });
    const whole = await lookAt(git, settings(r), { at: later });
    const stated = (list: readonly { vendorId: string; state: unknown; validFrom: number }[]) =>
      list.map(({ vendorId, state, validFrom }) => ({ vendorId, state, validFrom }));
    expect(second.versions('changes')).toHaveLength(2);
    expect(stated([...first.versions('changes'), ...second.versions('changes')])).toEqual(stated(whole.versions('changes')));
    expect(second.versions('changes').map((one) => one.notBefore)).toEqual([Date.parse(AT), Date.parse(AT)]);
  });

  test('does not believe a date outside the two looks: the change counts from the look', async () => {
    const { r } = grown();
    const first = await lookAt(git, settings(r), { at: AT });
    const backdated = r.commit({ at: '2025-02-01T00:00:00Z', files: { z: '1' } });
    const second = await lookAt(git, settings(r), { at: '2025-08-01T00:00:00Z', memory: first.memory });
    const expected = { vendorId: backdated, validFrom: Date.parse('2025-08-01T00:00:00Z'), notBefore: Date.parse(AT), basis: 'look' };
    expect(second.versions('changes')).toMatchObject([{ ...expected, state: { landedAt: Date.parse('2025-02-01T00:00:00Z') } }]);
  });

  test('sees that history was rewritten, and which commits were lost', async () => {
    const { r } = grown();
    const before = r.git('rev-parse', 'main');
    const first = await lookAt(git, settings(r), { at: AT });
    r.git('reset', '--quiet', '--hard', 'main~1');
    const replaced = r.commit({ at: '2025-07-01T00:00:00Z', files: { q: '1' } });
    const second = await lookAt(git, settings(r), { at: '2025-08-01T00:00:00Z', memory: first.memory });
    const lost = second.versions('branches')[0]?.state as KindState<'branch'>;
    expect(lost).toMatchObject({ head: replaced, lostHeads: [before], firstParentCommits: 2, reachableCommits: 2 });
    expect(lost.lostCommits).toContain(before);
    const third = await lookAt(git, settings(r), { at: '2025-09-01T00:00:00Z', memory: second.memory });
    expect(third.versions('branches')[0]?.state).toEqual(lost);
    expect(third.covered('branches').map((one) => [one.from, one.until])).toContainEqual([
      Date.parse('2025-08-01T00:00:00Z'),
      Date.parse('2025-09-01T00:00:00Z'),
    ]);
  });

  test('an ancestor that left the first-parent chain is read anew from the root', async () => {
    const { r } = grown();
    const first = await lookAt(git, settings(r), { at: AT });
    r.git('checkout', '--quiet', '-b', 'turned', 'main~1');
    r.commit({ at: '2025-07-01T00:00:00Z', files: { t: '1' } });
    const turned = r.merge('main', { at: '2025-07-02T00:00:00Z' });
    r.git('update-ref', 'refs/heads/main', turned);
    const second = await lookAt(git, settings(r), { at: '2025-08-01T00:00:00Z', memory: first.memory });
    expect(second.versions('changes').map((one) => one.vendorId)).toEqual(r.git('rev-list', '--first-parent', '--reverse', 'main').split('\n'));
    expect(second.versions('branches')[0]?.state).toMatchObject({ lostHeads: [] });
  });
});

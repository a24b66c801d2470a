import { describe, expect, test } from 'vitest';
import { account, person, takenOut } from '../checks/testing/given.ts';
import { codeAccount } from '../checks/testing/given-code-host.ts';
import { at } from '../checks/testing/instants.ts';
import { story } from '../checks/testing/story.ts';
import type { Given } from '../checks/testing/world.ts';
import { different, type Identities, personNamed, whoIs } from './who.ts';

function known(...given: readonly Given[]): Identities {
  return story('')
    .given(...given)
    .context().facts as unknown as Identities;
}

/** Ada by her address and by the records, Ben by the address of his account, Cleo and Dan by no list. */
const facts = known(
  person('ada', { emails: ['ada@x.example', 'Ada@Home.example'] }),
  person('ben', { emails: ['ben@x.example'] }),
  person('eve'),
  account('a-1', 'ada', { system: 'github', login: 'Ada-Codes' }),
  account('a-2', 'eve', { system: 'aws', login: 'cleo' }),
  account('a-3', 'unknown', { system: 'github', login: 'dan' }),
  codeAccount('U1', { login: 'ada-codes' }),
  codeAccount('U2', { login: 'benny', emails: ['ben@x.example'] }),
  codeAccount('U3', { login: 'cleo' }),
  codeAccount('U4', { login: 'dan', emails: ['dan@x.example'] }),
  takenOut('code-account', 'U2', at('2025-05-01T00:00:00Z')),
);
const who = (ref: string, logins?: readonly string[]) => whoIs(facts, ref, logins);

describe('somebody is known', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['by their address', ' ADA@home.example', [], ['ada']],
    ['by the login that the records give them on a code host', 'account:U1', ['U1'], ['ada']],
    ['by the address of their account, though it is gone', 'account:U2', ['U2'], ['ben']],
    ['as an account alone, where only another system knows the login', 'account:U3', ['U3'], []],
    ['as an account alone, where nobody tells whose it is', 'account:U4', ['U4'], []],
    ['as an account alone, where its address is in no list', 'dan@x.example', ['U4'], []],
    ['as an account alone, where it was never listed', 'account:U9', ['U9'], []],
    ['not at all by an address in no list', 'x@x.example', [], []],
    ['not at all without a name', '', [], []],
    ['not at all by an empty account', 'account:', [], []],
  ])('%s', (_name, ref, accounts, people) => {
    expect([[...who(ref).accounts], [...who(ref).people]]).toEqual([accounts, people]);
  });

  test('by the login under which a deleted account was seen', () => {
    expect([...who('account:U9', ['ADA-codes']).people]).toEqual(['ada']);
  });
});

describe('two are', () => {
  const [none, x] = [who(''), who('x@x.example')];
  test.each<[string, ReturnType<typeof different>, ReturnType<typeof who>, ReturnType<typeof who>]>([
    ['the same by their account', false, who('account:U3'), who('account:U3')],
    ['the same by the person behind an account and an address', false, who('account:U1'), who('ada@x.example')],
    ['the same by the person that the records name', false, who('account:U2'), personNamed(facts, 'ben')],
    ['different people', true, who('account:U1'), who('account:U2')],
    ['different accounts that no list joins', true, who('account:U3'), who('account:U9')],
    ['different accounts, one of them of a known person', true, who('account:U1'), who('account:U3')],
    ['nobody knows: an account, and a person who may be behind it', 'unknown', who('account:U3'), who('ada@x.example')],
    ['nobody knows: an address in no list', 'unknown', x, who('account:U1')],
    ['nobody knows: twice an address in no list', 'unknown', x, x],
    ['nobody knows: nobody, twice', 'unknown', none, none],
    ['nobody knows: a person never listed', 'unknown', personNamed(facts, 'p-777'), who('account:U1')],
  ])('%s', (_name, answer, one, other) => {
    expect(different(one, other)).toBe(answer);
    expect(different(other, one)).toBe(answer);
  });

  test('perhaps the same, where an address has had two holders', () => {
    const both = known(person('p-1', { emails: ['team@x.example'] }), person('p-2', { emails: ['team@x.example'] }));
    expect(different(whoIs(both, 'team@x.example'), personNamed(both, 'p-1'))).toBe('unknown');
  });
});

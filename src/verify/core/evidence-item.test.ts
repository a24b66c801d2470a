import { describe, expect, test } from 'vitest';
import { sha256 } from '../../kernel/hash.ts';
import { parseInstant } from '../../kernel/time.ts';
import { signCheckpoint } from '../../ledger/checkpoint.ts';
import { commitTo } from '../../ledger/commitment.ts';
import { buildEntry, sealedText } from '../../ledger/entry.ts';
import { newKeyring } from '../../ledger/keyring.ts';
import { newSigningKey, verifierKeyOf } from '../../ledger/signing-key.ts';
import { nodeVerifyCrypto } from '../node-crypto.ts';
import { toHex, utf8 } from './bytes.ts';
import { CannotVerify, checkEvidence, type EvidenceProof, type ShownEntry } from './evidence-item.ts';
import { formatLogKey } from './log-keys.ts';
import { leafHash, rootFromLeaves } from './merkle.ts';
import { inclusionProof, nodesFromLeaves } from './nodes.ts';

const origin = 'tickmark/a3c5e7f0-1b2d-4c3e-8f90-123456789abc';
const at = parseInstant('2025-03-01T09:30:00Z');
const recorded = '2025-03-01T09:30:00.000Z';
const key = newSigningKey();
const keys = newKeyring(verifierKeyOf(origin, key));
const state = commitTo({ branch: 'main', protected: true });
const uuid = '00000000-0000-4000-8000-00000000000';
const fields = {
  ...{
    kind: 'branch',
    subject: `${uuid}1`,
    vendorId: 'R_1',
    system: `${uuid}2`,
    feed: 'branches',
    scope: '',
    validFrom: recorded,
    notBefore: recorded,
  },
  ...{ basis: 'look', look: `${uuid}3`, state: state.commitment },
};
const entry = buildEntry({ type: 'fact', at, fields });
const leaves = Array.from({ length: 11 }, (_, leaf) => leafHash(sha256, utf8(leaf === 6 ? sealedText(entry.body, at) : `leaf ${leaf}`)));
const root = rootFromLeaves(sha256, leaves);
const note = signCheckpoint({ origin, size: leaves.length, root, recorded }, key, keys);

const shown = { id: entry.id, type: 'fact', leaf: 6, recorded };
const proof: EvidenceProof = {
  ...{ origin, leaf: 6, body: entry.body, recorded },
  path: inclusionProof(sha256, nodesFromLeaves(sha256, leaves), 6, leaves.length).map(toHex),
  checkpoint: { size: leaves.length, root: toHex(root), note },
  keys: keys.map(formatLogKey),
  openings: [{ name: 'state', commitment: state.commitment, salt: toHex(state.salt), content: state.content }],
};
const [opening] = proof.openings as [EvidenceProof['openings'][number]];
const check = (changed: Partial<EvidenceProof> = {}, seen: ShownEntry = shown) => checkEvidence(nodeVerifyCrypto, { ...proof, ...changed }, seen);
const failing = async (changed: Partial<EvidenceProof>, seen: ShownEntry = shown) => {
  const verdict = await check(changed, seen);
  return [verdict.state, ...verdict.steps.filter((one) => one.state === 'fails').map((one) => one.step)];
};

test('an entry that is what was sealed holds at every step', async () => {
  const verdict = await check();
  expect(verdict.state).toBe('holds');
  expect(verdict.steps.map((one) => [one.step, one.state])).toEqual([
    ['entry', 'holds'],
    ['inclusion', 'holds'],
    ['checkpoint', 'holds'],
    ['content', 'holds'],
  ]);
  expect(verdict.leafHash).toBe(toHex(leaves[6] as Uint8Array));
  expect(verdict.signers).toEqual([`${origin}+${keys[0]?.key.keyHash}`]);
});

describe('what was changed on the way fails, where it was changed', () => {
  const other = newSigningKey();
  const forged = signCheckpoint({ origin, size: leaves.length, root, recorded }, other, newKeyring(verifierKeyOf(origin, other)));
  test.each<[string, Partial<EvidenceProof>, string[]]>([
    ['another word in the entry', { body: entry.body.replace('"branch"', '"brunch"') }, ['inclusion']],
    ['a space in the entry', { body: entry.body.replace('{', '{ ') }, ['entry', 'inclusion']],
    ['no entry at all', { body: 'nothing', openings: [] }, ['entry', 'inclusion']],
    ['another instant', { recorded: '2025-03-01T09:30:00.001Z' }, ['entry', 'inclusion']],
    ['another place', { leaf: 5 }, ['entry', 'inclusion']],
    ['a place beyond the tree', { leaf: 11 }, ['entry', 'inclusion']],
    ['a step left out', { path: proof.path.slice(1) }, ['inclusion']],
    ['a step that is no hash', { path: ['zz', ...proof.path.slice(1)] }, ['inclusion']],
    ['another root', { checkpoint: { ...proof.checkpoint, root: toHex(leaves[0] as Uint8Array) } }, ['inclusion', 'checkpoint']],
    ['another size', { checkpoint: { ...proof.checkpoint, size: 12 } }, ['checkpoint']],
    ['a stranger’s signature', { checkpoint: { ...proof.checkpoint, note: forged } }, ['checkpoint']],
    ['a signature of another text', { checkpoint: { ...proof.checkpoint, note: note.replace('recorded 2025', 'recorded 2024') } }, ['checkpoint']],
    ['no note', { checkpoint: { ...proof.checkpoint, note: '' } }, ['checkpoint']],
    ['no keys', { keys: [] }, ['checkpoint']],
    ['a key that had ended', { keys: proof.keys.map((one) => ({ ...one, untilSize: 5 })) }, ['checkpoint']],
    ['another log', { origin: 'tickmark/another' }, ['checkpoint']],
    ['other content', { openings: [{ ...opening, content: opening.content?.replace('true', 'false') ?? '' }] }, ['content']],
    ['another salt', { openings: [{ ...opening, salt: '00'.repeat(32) }] }, ['content']],
    ['content that is kept back', { openings: [] }, ['content']],
    ['content that nobody committed to', { openings: [opening, { ...opening, name: 'more' }] }, ['content']],
  ])('%s', async (_, changed, steps) => {
    expect(await failing(changed)).toEqual(['fails', ...steps]);
  });

  test('another entry than the one that is shown', async () => {
    expect(await failing({}, { ...shown, id: `${uuid}9` })).toEqual(['fails', 'entry']);
    expect(await failing({}, { ...shown, type: 'look' })).toEqual(['fails', 'entry']);
    expect(await failing({}, { ...shown, leaf: 7 })).toEqual(['fails', 'entry']);
  });
});

test('erased content is said to be erased, and everything else holds', async () => {
  const { state: verdict, steps } = await check({ openings: [{ ...opening, salt: null, content: null }] });
  expect([verdict, steps.at(-1)?.state]).toEqual(['holds', 'erased']);
});

test('a machine that lacks what a step needs does not pass it', async () => {
  const without = {
    ...nodeVerifyCrypto,
    verifyEd25519: () => {
      throw new CannotVerify('No Ed25519 here.');
    },
  };
  const verdict = await checkEvidence(without, proof, shown);
  expect([verdict.state, verdict.steps.find((one) => one.step === 'checkpoint')]).toEqual([
    'not-checked',
    { step: 'checkpoint', state: 'not-checked', sentence: 'No Ed25519 here.' },
  ]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { sha256 } from '../kernel/hash.ts';
import { uuid } from '../kernel/ids.ts';
import { instant } from '../kernel/time.ts';
import { toHex, utf8 } from '../verify/core/bytes.ts';
import { verifyCommitment } from '../verify/core/commitment.ts';
import { leafHash } from '../verify/core/merkle.ts';
import { parseSealedEntry } from '../verify/core/sealed-entry.ts';
import { nodeVerifyCrypto } from '../verify/node-crypto.ts';
import { commitmentOf, commitTo } from './commitment.ts';
import { buildEntry, entryLeafHash, recordedAfter, sealedText } from './entry.ts';
import { entryTypes } from './entry-types.ts';

const id = uuid('11111111-2222-4333-8444-555555555555');
const at = instant(Date.UTC(2025, 2, 1, 9, 30));
const recorded = instant(at + 1_500);
const refusal = (code: string) => expect.objectContaining({ name: 'VerifyError', code });
const coverage = {
  system: id,
  feed: 'commits',
  scope: 'repository:123',
  from: '2025-01-01T00:00:00.000Z',
  until: '2025-02-01T00:00:00.000Z',
  look: id,
};

describe('an entry', () => {
  test('has this body, these sealed bytes and this leaf hash', () => {
    const { body } = buildEntry({ type: 'erasure', at, id, fields: { erased: id, reason: 'request', actor: null } });
    expect(body).toBe(`{"actor":null,"at":"2025-03-01T09:30:00.000Z","erased":"${id}","id":"${id}","reason":"request","type":"erasure"}`);
    expect(sealedText(body, recorded)).toBe(`{"entry":${body},"recorded":"2025-03-01T09:30:01.500Z"}`);
    expect(toHex(entryLeafHash(body, recorded))).toBe('33b31ecf8255262cf054c5447b90bfd0ba915484820dc74e1a8b2d3090cf6b89');
    expect(toHex(leafHash(sha256, utf8(sealedText(body, recorded))))).toBe(toHex(entryLeafHash(body, recorded)));
  });

  test('is read back by the verifier, and its sealed bytes are canonical', () => {
    const { body } = buildEntry({ type: 'coverage', at, id, fields: coverage, commitments: { rows: 'ab'.repeat(32) } });
    const sealed = sealedText(body, recorded);
    expect(sealed).toBe(canonicalJson({ entry: JSON.parse(body), recorded: '2025-03-01T09:30:01.500Z' }));
    expect(parseSealedEntry(utf8(sealed))).toMatchObject({ entry: { ...coverage, id, type: 'coverage' }, recorded: '2025-03-01T09:30:01.500Z' });
  });

  test('gets an id of its own', () => {
    expect(buildEntry({ type: 'coverage', at, fields: coverage }).id).not.toBe(buildEntry({ type: 'coverage', at, fields: coverage }).id);
  });

  test.each([
    ['an e-mail address for a scope', { ...coverage, scope: 'mailbox:anna@harbourlight.example' }],
    ['a name for a system', { ...coverage, system: 'Harbourlight (demo)' }],
    ['free text for a word', { ...coverage, feed: 'two words' }],
    ['an instant without milliseconds', { ...coverage, from: '2025-01-01T00:00:00Z' }],
    ['a field of another type', { ...coverage, actor: id }],
    ['null where it is not allowed', { ...coverage, look: null as unknown as string }],
  ])('is refused with %s', (_what, fields) => {
    expect(() => buildEntry({ type: 'coverage', at, fields })).toThrow(TypeError);
  });

  test('is refused with a missing field, an unknown type, a malformed commitment', () => {
    const { look: _, ...short } = coverage;
    expect(() => buildEntry({ type: 'coverage', at, fields: short as typeof coverage })).toThrow(/look/);
    expect(() => buildEntry({ type: 'toString' as 'coverage', at, fields: coverage })).toThrow(TypeError);
    expect(() => buildEntry({ type: 'coverage', at, fields: coverage, commitments: { rows: 'AB' } })).toThrow(/rows/);
  });

  test('may name a package with its version, which only looks like an address', () => {
    expect(() => buildEntry({ type: 'coverage', at, fields: { ...coverage, scope: 'pkg:npm/%40babel/core@7.0.0' } })).not.toThrow();
  });

  test('keeps its own fields apart from those every entry has', () => {
    for (const { fields } of Object.values(entryTypes))
      expect(Object.keys(fields).filter((name) => ['id', 'type', 'at', 'commitments'].includes(name))).toEqual([]);
  });
});

test('recorded never runs backwards', () => {
  fc.assert(
    fc.property(fc.array(fc.nat().map(instant)), (clock) => {
      let last: ReturnType<typeof instant> | null = null;
      for (const now of clock) {
        const next = recordedAfter(last, now);
        expect(next).toBeGreaterThanOrEqual(Math.max(now, last ?? now));
        last = next;
      }
    }),
  );
});

describe('sealed bytes', () => {
  const { body } = buildEntry({ type: 'coverage', at, id, fields: coverage });
  const sealed = sealedText(body, recorded);
  test.each([
    ['a space', sealed.replace(',', ', ')],
    ['keys in another order', sealed.replace(/^\{"entry":(.*),"recorded":("[^"]*")\}$/, '{"recorded":$2,"entry":$1}')],
    ['inner keys in another order', sealed.replace(/("feed":"[^"]*"),("from":"[^"]*")/, '$2,$1')],
    ['a key that stands twice', sealed.replace('"feed":"commits"', '"feed":"commits","feed":"commits"')],
    ['a number written otherwise', sealed.replace('"feed":"commits"', '"feed":1.0')],
    ['a number that loses digits', sealed.replace('"feed":"commits"', '"feed":9007199254740993')],
    ['minus zero', sealed.replace('"feed":"commits"', '"feed":-0')],
    ['an escape that is not needed', sealed.replace('commits', 'commit\\u0073')],
    ['a lone surrogate', sealed.replace('commits', 'commits\\ud800')],
    ['one field more', sealed.replace(/\}$/, ',"z":1}')],
    ['no recorded instant', sealed.replace(/"recorded":"[^"]*"/, '"recorded":"soon"')],
    ['no id', sealed.replace(`"id":"${id}",`, '')],
    ['a byte order mark', `\ufeff${sealed}`],
    ['nothing at all', ''],
  ])('are refused with %s', (_what, text) => {
    expect(parseSealedEntry(utf8(sealed)).entry.id).toBe(id);
    expect(text).not.toBe(sealed);
    expect(() => parseSealedEntry(utf8(text))).toThrow(refusal('malformed-entry'));
  });

  test('are refused when they are not UTF-8', () => {
    expect(() => parseSealedEntry(Buffer.from(sealed.replace('commits', 'commit\u00e9'), 'latin1'))).toThrow(refusal('malformed-entry'));
  });

  test('hold the same composed and decomposed text apart', () => {
    expect(toHex(entryLeafHash('{"a":"\u00e9"}', recorded))).not.toBe(toHex(entryLeafHash('{"a":"e\u0301"}', recorded)));
  });
});

describe('a commitment', () => {
  test('is SHA-256 over salt and canonical content', () => {
    const { commitment, salt, content } = commitTo({ name: 'Anna', active: true });
    expect(content).toBe('{"active":true,"name":"Anna"}');
    expect(commitment).toBe(toHex(sha256(Buffer.concat([salt, Buffer.from(content)]))));
    verifyCommitment(nodeVerifyCrypto.sha256, commitment, salt, utf8(content));
  });

  test('differs for the same content each time', () => {
    expect(commitTo('x').commitment).not.toBe(commitTo('x').commitment);
  });

  test('opens for nothing else', () => {
    const { commitment, salt, content } = commitTo('x');
    const other = Uint8Array.from(salt, (byte) => byte ^ 1);
    expect(() => verifyCommitment(nodeVerifyCrypto.sha256, commitment, other, utf8(content))).toThrow(refusal('commitment-mismatch'));
    expect(() => verifyCommitment(nodeVerifyCrypto.sha256, commitment, salt, utf8('"y"'))).toThrow(refusal('commitment-mismatch'));
    expect(() => verifyCommitment(nodeVerifyCrypto.sha256, commitment, salt.subarray(1), utf8(content))).toThrow(refusal('malformed-commitment'));
    expect(() => commitmentOf(salt.subarray(1), content)).toThrow(RangeError);
  });
});

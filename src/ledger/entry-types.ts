/** Which log an entry belongs to: an organization's own, the one of the installation, or whichever it concerns. */
export type LogKind = 'organization' | 'instance' | 'either';

/**
 * What a field of an entry may hold. Nothing here can hold a name, an e-mail address or free text: those are content, and
 * entries only commit to content.
 *
 * `uuid`; `instant` (ISO, milliseconds, Z); `word` (from our own vocabulary); `vendor-id` (a vendor's immutable id, or a
 * scope made of such; an e-mail address is refused); `count` (whole, not negative); `hash` and `commitment` (64 lowercase hex digits); `key` (a verifier key).
 * A rule ending in `?` also allows null.
 */
export type FieldRule = BaseRule | `${BaseRule}?`;
export type BaseRule = 'uuid' | 'instant' | 'word' | 'vendor-id' | 'count' | 'hash' | 'commitment' | 'key';

export interface EntryTypeRule {
  readonly log: LogKind;
  /** One sentence: what was sealed. */
  readonly says: string;
  readonly fields: Readonly<Record<string, FieldRule>>;
}

/** Every type of entry there is, with its fields beside `id`, `type`, `at` and `commitments`. */
export const entryTypes = {
  fact: {
    log: 'organization',
    says: 'A subject was in this state from then on, as a look or a person said.',
    fields: {
      kind: 'word',
      subject: 'uuid',
      vendorId: 'vendor-id',
      system: 'uuid',
      feed: 'word',
      scope: 'vendor-id',
      validFrom: 'instant',
      notBefore: 'instant',
      basis: 'word',
      look: 'uuid',
      state: 'commitment?',
    },
  },
  coverage: {
    log: 'organization',
    says: 'Somebody was looking at this scope for all of this span.',
    fields: { system: 'uuid', feed: 'word', scope: 'vendor-id', from: 'instant', until: 'instant', look: 'uuid' },
  },
  look: {
    log: 'organization',
    says: 'One run of a feed: what was asked, what came back, and what could not be seen.',
    fields: { system: 'uuid', feed: 'word', outcome: 'word', began: 'instant', ended: 'instant' },
  },
  'raw-response': {
    log: 'organization',
    says: 'The bytes a vendor answered, kept by their hash.',
    fields: { look: 'uuid', bytes: 'count' },
  },
  document: {
    log: 'organization',
    says: 'A document was put on file.',
    fields: { document: 'uuid', bytes: 'count' },
  },
  decision: {
    log: 'organization',
    says: 'An event of a workflow: somebody decided something.',
    fields: { workflow: 'word', instance: 'uuid', event: 'word', actor: 'uuid?' },
  },
  assessment: {
    log: 'organization',
    says: 'Checks were judged at a tree size, over a period, up to a horizon.',
    fields: { assessment: 'uuid', treeSize: 'count', horizon: 'instant' },
  },
  export: {
    log: 'organization',
    says: 'An audit package was written.',
    fields: { audit: 'uuid', treeSize: 'count', manifest: 'hash' },
  },
  erasure: {
    log: 'organization',
    says: 'The content of an entry was shredded; its commitment and its proofs remain.',
    fields: { erased: 'uuid', reason: 'word', actor: 'uuid?' },
  },
  'key-started': {
    log: 'either',
    says: 'This key signs the checkpoints of this log after the first checkpoint that covers this entry.',
    fields: { key: 'key' },
  },
  'key-ended': {
    log: 'either',
    says: 'This key no longer signs checkpoints of this log.',
    fields: { key: 'key', reason: 'word' },
  },
  'simulated-clock': {
    log: 'either',
    says: 'The first entry of a log that is written under a simulated clock, on pretend systems: nothing in it really happened.',
    fields: { began: 'instant' },
  },
  secret: {
    log: 'organization',
    says: 'A secret of a connection was stored, replaced or removed. Which it is, nobody can tell from here.',
    fields: { connection: 'vendor-id', event: 'word' },
  },
  'secret-keys-rotated': {
    log: 'instance',
    says: 'The key that wraps the keys of stored secrets was replaced.',
    fields: { connections: 'count' },
  },
  'first-run': { log: 'instance', says: 'The installation was made.', fields: { instance: 'uuid' } },
  'organization-created': { log: 'instance', says: 'An organization was made.', fields: { organization: 'uuid' } },
  'sign-in-failed': { log: 'instance', says: 'Somebody could not sign in.', fields: { reason: 'word', account: 'uuid?' } },
  migration: { log: 'instance', says: 'The schema was brought to a version.', fields: { migration: 'word', schema: 'count' } },
  restore: { log: 'instance', says: 'A backup was restored.', fields: { treeSize: 'count' } },
  'witness-alarm': {
    log: 'instance',
    says: 'A checkpoint outside did not agree with a log.',
    fields: { log: 'uuid', alarm: 'word', outsideSize: 'count' },
  },
} as const satisfies Record<string, EntryTypeRule>;

export type EntryType = keyof typeof entryTypes;

type ValueOf<R extends FieldRule> = R extends `${string}?` ? string | null : R extends 'count' ? number : string;

/** The fields that an entry of this type must have. */
export type EntryFields<T extends EntryType> = {
  readonly [F in keyof (typeof entryTypes)[T]['fields']]: (typeof entryTypes)[T]['fields'][F] extends FieldRule
    ? ValueOf<(typeof entryTypes)[T]['fields'][F]>
    : never;
};

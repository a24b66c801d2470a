import { z } from 'zod';
import { zone } from '../../../kernel/calendar.ts';
import * as field from '../fields.ts';
import { defineRecordFile, entriesOf, type RecordedEntry } from '../record-file.ts';

const program = z.strictObject({
  id: field.id,
  title: field.text,
  categories: field
    .listOf(field.oneOf(['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy']), 'a list of categories')
    .refine((list) => list.includes('security'), '`security` among the categories'),
  zone: z.string('a time zone').refine(isZone, 'an IANA time zone, such as Europe/Vienna or UTC'),
  since: field.date,
});

const audit = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ id: field.id, type: z.literal(1), date: field.date }),
    z
      .strictObject({ id: field.id, type: z.literal(2), from: field.date, until: field.date })
      .refine((one) => one.from <= one.until, 'a period that ends on or after the day on which it begins'),
  ],
  'type 1 with `date`, or type 2 with `from` and `until`',
);

const decided = { since: field.date, until: field.date.optional(), 'decided-by': field.id, why: field.text };

const repository = z.strictObject({
  id: field.id,
  branches: field.listOf(field.text, 'a list of branches').min(1, 'at least one branch'),
  approvals: field.oneOf(['records', 'none']).default('none'),
  ...decided,
});

const titled = z.strictObject({ id: field.id, title: field.text, ...decided });

type Decided = { since: string; until?: string | undefined; 'decided-by': string; why: string };

function decision(one: Decided) {
  return { since: one.since, until: one.until ?? null, decidedBy: one['decided-by'], why: one.why };
}

export const scope = defineRecordFile({
  name: 'scope',
  kinds: ['program', 'audit', 'scope'],
  shape: z.strictObject({
    program: program.nullish(),
    audits: field.listOf(audit, 'a list of audits').nullish(),
    repositories: field.listOf(repository, 'a list of repositories').nullish(),
    systems: field.listOf(titled, 'a list of systems').nullish(),
    backups: field.listOf(titled, 'a list of backups').nullish(),
  }),
  read: (file) => ({
    zone: file.program?.zone,
    entries: [
      ...(file.program ? [{ kind: 'program' as const, id: file.program.id, path: ['program'], state: () => ({ ...file.program }) }] : []),
      ...entriesOf('audit', { list: 'audits', items: file.audits }, (one) => ({ ...one })),
      ...inScope(
        'repository',
        entriesOf('scope', { list: 'repositories', items: file.repositories }, (one) => {
          return { what: 'repository', id: one.id, branches: one.branches, approvals: one.approvals, ...decision(one) };
        }),
      ),
      ...inScope(
        'system',
        entriesOf('scope', { list: 'systems', items: file.systems }, (one) => ({ what: 'system', id: one.id, title: one.title, ...decision(one) })),
      ),
      ...inScope(
        'backup',
        entriesOf('scope', { list: 'backups', items: file.backups }, (one) => ({ what: 'backup', id: one.id, title: one.title, ...decision(one) })),
      ),
    ],
  }),
});

/** A system and a repository may have the same id. */
function inScope(what: string, entries: readonly RecordedEntry[]): RecordedEntry[] {
  return entries.map((one) => ({ ...one, id: `${what}/${one.id}` }));
}

function isZone(name: string): boolean {
  try {
    zone(name);
    return true;
  } catch {
    return false;
  }
}

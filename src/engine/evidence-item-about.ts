import { type KindId, kinds } from '../facts/kinds/index.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { EntryType } from '../ledger/entry-types.ts';
import { labelOf } from './evidence-item-values.ts';

/** What an entry is about. `name` comes from outside, and is shown as such. */
export interface About {
  readonly what: string;
  readonly name: string | null;
}

/** The body of an entry, as far as it tells what it is about. */
export interface BodyWords {
  readonly kind?: string;
  readonly vendorId?: string;
  readonly workflow?: string;
  readonly event?: string;
  readonly outcome?: string;
  readonly feed?: string;
  readonly scope?: string;
  readonly reason?: string;
  readonly horizon?: string;
}

const named = ['title', 'name', 'login', 'summary', 'id'] as const;

/** The name that a state gives its subject: `api#364 Rename old sessions`, `main of api`, `Kaja Netherquay`. */
export function nameOfState(state: Json, vendorId: string): string {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return vendorId;
  const values = state as Readonly<Record<string, Json>>;
  const text = (name: string) => (typeof values[name] === 'string' && values[name] !== '' ? values[name] : null);
  const repository = text('repository');
  const branch = text('branch');
  const title = named.map(text).find((one) => one !== null) ?? null;
  const number = typeof values.pullRequest === 'number' ? `#${values.pullRequest}` : '';
  if (repository !== null && title !== null) return `${repository}${number}: ${title}`;
  if (repository !== null && branch !== null) return `${branch} of ${repository}`;
  const place = text('environment') ?? text('pipeline') ?? text('account');
  if (repository !== null) return place === null ? `${repository}: ${vendorId}` : `${repository}: ${place}`;
  return title ?? vendorId;
}

export function kindTitle(kind: string): string {
  return Object.hasOwn(kinds, kind) ? kinds[kind as KindId].title : labelOf(kind);
}

/** What an entry is about, from its body and, where it has one, its content. */
export function aboutEntry(type: EntryType, body: BodyWords, content: Json): About {
  switch (type) {
    case 'fact':
      return { what: kindTitle(body.kind ?? 'fact'), name: nameOfState(content, body.vendorId ?? '') };
    case 'look':
      return { what: `Look, ${body.outcome ?? 'of an unknown outcome'}`, name: connectionOf(content) };
    case 'decision':
      return { what: `${labelOf(body.workflow ?? 'decision')}: ${labelOf(body.event ?? 'decided').toLowerCase()}`, name: nameOfDecision(content) };
    case 'assessment':
      return { what: 'Assessment', name: body.horizon === undefined ? null : `up to ${body.horizon}` };
    case 'coverage':
      return { what: 'Time in which somebody was looking', name: body.scope === '' ? `${body.feed}: the list` : `${body.feed}: ${body.scope}` };
    case 'erasure':
      return { what: 'Erasure', name: body.reason ?? null };
    default:
      return { what: labelOf(type), name: null };
  }
}

function connectionOf(content: Json): string | null {
  return textIn(content, 'connection');
}

/** What was decided on: an exclusion, an exception, an engagement. */
function nameOfDecision(content: Json): string | null {
  return textIn(content, 'id');
}

function textIn(content: Json, name: string): string | null {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return null;
  const value = (content as Readonly<Record<string, Json>>)[name];
  return typeof value === 'string' ? value : null;
}

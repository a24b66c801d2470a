import { isUntold } from '../facts/told.ts';
import type { Json } from '../kernel/canonical-json.ts';
import { FOREVER, type Instant, isoInstant } from '../kernel/time.ts';

/** A value of a state or a document, readable. */
export interface ReadableValue {
  readonly lines: { readonly text: string; readonly at: string | null }[];
  /** Lines left out. */
  readonly more: number;
  readonly untold: boolean;
}

export interface ReadableField {
  readonly name: string;
  readonly label: string;
  readonly value: ReadableValue;
  readonly readBy: string[];
  /** In the neighbouring versions, where it differs there. */
  readonly before: ReadableValue | null;
  readonly after: ReadableValue | null;
}

/** Lines of one field that are shown. */
const LINES = 12;
/** Characters of one line. */
const LINE = 600;

type State = Readonly<Record<string, Json>>;

export interface FieldsOf {
  readonly state: Json;
  readonly before: Json;
  readonly after: Json;
  /** By field: ids of what reads it. */
  readonly readers: ReadonlyMap<string, readonly string[]>;
  /** The fields in their order, as far as one is known; the others follow by name. */
  readonly order?: readonly string[];
}

/** The fields of a state, in the order of their kind. */
export function readableFields({ state, before, after, readers, order = [] }: FieldsOf): ReadableField[] {
  const fields = Object.entries(asState(state)).map(([name, value]) => ({
    name,
    label: labelOf(name),
    value: readable(name, value),
    readBy: [...(readers.get(name) ?? [])],
    before: differing(name, value, before),
    after: differing(name, value, after),
  }));
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return fields.toSorted((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}

function asState(value: Json): State {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as State) : {};
}

function differing(name: string, value: Json, other: Json): ReadableValue | null {
  if (typeof other !== 'object' || other === null || Array.isArray(other)) return null;
  const there = (other as State)[name];
  if (there === undefined || JSON.stringify(there) === JSON.stringify(value)) return null;
  return readable(name, there);
}

/** `staleApprovalsDismissed` becomes `Stale approvals dismissed`. */
export function labelOf(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

export function readable(name: string, value: Json): ReadableValue {
  if (isUntold(value)) return { lines: [{ text: value.untold, at: null }], more: 0, untold: true };
  const all = Array.isArray(value) ? value : [value];
  const lines = all.slice(0, LINES).map((one) => lineOf(name, one));
  if (Array.isArray(value) && value.length === 0) lines.push({ text: 'none', at: null });
  return { lines, more: Math.max(0, all.length - LINES), untold: false };
}

function lineOf(name: string, value: Json): { text: string; at: string | null } {
  const at = instantIn(name, value);
  if (at !== null) return { text: at, at };
  const text = wordsOf(value);
  return { text: text.length > LINE ? `${text.slice(0, LINE)}… (${text.length} characters)` : text, at: null };
}

function wordsOf(value: Json): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value);
  if (isUntold(value)) return `not told: ${value.untold}`;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(wordsOf).join(', ');
  return Object.entries(value as State)
    .map(([name, part]) => `${labelOf(name).toLowerCase()} ${instantIn(name, part) ?? wordsOf(part)}`)
    .join(' · ');
}

/** Instants inside a state are milliseconds; which numbers are instants is told by their names. */
const instantName = /(^|[a-z])(At|at|from|until|completed|due)$|^(at|from|until)$/;
const EARLIEST = Date.UTC(1990, 0, 1);

function instantIn(name: string, value: Json): string | null {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < EARLIEST || value >= FOREVER) return null;
  return instantName.test(name) ? isoInstant(value as Instant) : null;
}

/** Texts and numbers that a state holds, as a raw answer could hold them; each once. */
export function tokensOf(state: Json): string[] {
  const found = new Set<string>();
  collect(state, '', found);
  return [...found];
}

function collect(value: Json, name: string, into: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collect(one, name, into);
  else if (value !== null && typeof value === 'object') collectParts(value as State, into);
  else {
    const token = tokenOf(value, name);
    if (token !== null) into.add(token);
  }
}

function collectParts(parts: State, into: Set<string>): void {
  if (isUntold(parts)) return;
  for (const [name, one] of Object.entries(parts)) collect(one, name, into);
}

/** Too short a text, or too small a number, stands everywhere and says nothing. */
function tokenOf(value: Json, name: string): string | null {
  if (typeof value === 'string') {
    const text = value.startsWith('account:') ? value.slice('account:'.length) : value;
    return text.length >= 3 && text.length <= 300 ? text : null;
  }
  if (typeof value !== 'number') return null;
  return instantIn(name, value)?.slice(0, 19) ?? (value > 99 ? String(value) : null);
}

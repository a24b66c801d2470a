import { parseInstant } from '../../../src/kernel/time.ts';
import type { Row, Turn } from './github-truth.ts';

/** What a fault did to the truth, as of one look. Each list is empty where it did nothing. */
export interface Damage {
  /** Exceptions that are found without the fault and not with it, for a time of which nothing says that it is unknown: they passed. */
  readonly passed: readonly string[];
  /** What fails with the fault, and neither failed nor was unknown then without it. */
  readonly invented: readonly string[];
  /** Exceptions that are found without the fault and are not found with it for some of their time: known not to be known. */
  readonly unseen: readonly string[];
  /** Of these, those of a single instant: no later look sees them by itself. */
  readonly forgotten: readonly string[];
}

/** The same look, or the one after it, without a fault and with it. */
export function damageOf({ said: plain }: Turn, { said: disturbed }: Turn): Damage {
  const missing = plain.exceptions.filter((one) => leaves(one, disturbed.exceptions.filter(sameAs(one))));
  const passed = missing.filter((one) => leaves(one, [...disturbed.exceptions, ...disturbed.unknowns].filter(covers(one))));
  const invented = disturbed.exceptions.filter((one) => leaves(one, [...plain.exceptions, ...plain.unknowns].filter(covers(one))));
  return { passed: passed.map(line), invented: invented.map(line), unseen: missing.map(line), forgotten: missing.filter(isMoment).map(line) };
}

/** What a look's report says of its blindness, beside what it says without the fault. */
export function saidOf(plain: Turn, disturbed: Turn): readonly string[] {
  return disturbed.report.errors.filter((one) => !plain.report.errors.includes(one));
}

const sameAs = (one: Row) => (other: Row) => other.check === one.check && other.item === one.item;
const covers = (one: Row) => (other: Row) => other.check === one.check && (other.item === one.item || other.item === null);
const line = ({ check, item, from, until }: Row): string => `${check}  ${item ?? '(the list)'}  ${from} to ${until ?? 'the horizon'}`;

interface Piece {
  readonly from: number;
  readonly until: number;
}

function pieceOf({ from, until }: Row): Piece {
  return { from: parseInstant(from), until: until === null ? Number.POSITIVE_INFINITY : parseInstant(until) };
}

function isMoment(one: Row): boolean {
  const { from, until } = pieceOf(one);
  return until === from + 1;
}

/** Is there a part of a row's span that none of the others holds? */
function leaves(one: Row, others: readonly Row[]): boolean {
  const without = (left: readonly Piece[], taken: Piece): Piece[] =>
    left
      .flatMap(({ from, until }) => [
        { from, until: Math.min(until, taken.from) },
        { from: Math.max(from, taken.until), until },
      ])
      .filter(({ from, until }) => from < until);
  return others.map(pieceOf).reduce(without, [pieceOf(one)]).length > 0;
}

import { Refusal } from '../../kernel/refusal.ts';
import { binomialTail, hypergeometricTail } from './probability.ts';
import { LARGEST_POPULATION, whole } from './whole.ts';

/** What a sample is to show. Rates and confidence are parts of 1: `0.95`, `0.1`. */
export interface Aim {
  /** Number of items; null for a population without end. */
  readonly population: number | null;
  readonly confidence: number;
  readonly tolerableRate: number;
  readonly expectedDeviations: number;
}

/** What a sample showed. */
export interface Drawn {
  /** Number of items; null for a population without end. */
  readonly population: number | null;
  readonly sampleSize: number;
  readonly deviations: number;
  /** A part of 1: `0.95`. */
  readonly confidence: number;
}

/** Two probabilities closer than this, as a part of the risk, count as equal: `1 − 0.9` is a little less than `0.1` in the machine's numbers. */
const AS_GOOD_AS_EQUAL = 1e-9;
/** What is taken off before rounding up, so that 7 % of 100 is 7 items and not 8. */
const ROUNDING = 1e-9;
const SMALLEST_RATE = 0.000001;
const MOST_DRAWN = 1_000_000_000;

/**
 * The smallest sample that, with at most the expected deviations seen in it, bears out at this confidence that the rate lies below the tolerable one.
 * @throws Refusal `sampling/…` for what cannot be asked, and `sampling/expected-not-tolerable` where not even all items would show it.
 */
export function sampleSize(aim: Aim): number {
  const { population, expectedDeviations: expected } = aim;
  const risk = riskOf(aim.confidence);
  refuseRate(aim.tolerableRate);
  whole('expected-deviations', 'The number of expected deviations', expected, 0, LARGEST_POPULATION);
  if (population === null) return unboundedSize(aim.tolerableRate, expected, risk);
  whole('population', 'The number of items', population, 1, LARGEST_POPULATION);
  const deviating = tolerableItems(population, aim.tolerableRate);
  if (expected >= deviating) throw notTolerable(expected, population, deviating);
  return smallest(expected + 1, population, (drawn) => atMostRisk(hypergeometricTail({ population, deviating, drawn }, expected), risk));
}

/** The smallest whole number of deviating items whose rate is the tolerable one or more. */
export function tolerableItems(population: number, tolerableRate: number): number {
  return Math.max(1, Math.ceil(tolerableRate * population - ROUNDING));
}

/**
 * The highest deviation rate (a part of 1) that still goes with so few deviations in the sample, at this confidence, on one side.
 * Clopper and Pearson's limit without a population; with one, a whole number of its items. Of all items drawn it is exactly their rate.
 * @throws Refusal `sampling/…` for what cannot be asked.
 */
export function upperDeviationLimit({ population, sampleSize: drawn, deviations, confidence }: Drawn): number {
  const risk = riskOf(confidence);
  if (population !== null) whole('population', 'The number of items', population, 1, LARGEST_POPULATION);
  whole('sample-size', 'The number of items drawn', drawn, 0, population ?? MOST_DRAWN);
  whole('deviations', 'The number of deviations', deviations, 0, drawn);
  if (population === null) return unboundedLimit(drawn, deviations, risk);
  const isTooMany = (deviating: number) => atMostRisk(hypergeometricTail({ population, deviating, drawn }, deviations), risk);
  return (smallest(deviations + 1, population + 1, (deviating) => deviating > population || isTooMany(deviating)) - 1) / population;
}

function riskOf(confidence: number): number {
  if (confidence > 0 && confidence <= 0.999999) return 1 - confidence;
  throw new Refusal('sampling/confidence', `The confidence is ${confidence}. Give a part of 1 above 0 and up to 0.999999, such as 0.95.`);
}

function refuseRate(rate: number): void {
  if (rate >= SMALLEST_RATE && rate <= 1) return;
  throw new Refusal('sampling/tolerable-rate', `The tolerable rate is ${rate}. Give a part of 1 from ${SMALLEST_RATE.toFixed(6)} to 1, such as 0.1.`);
}

function notTolerable(expected: number, population: number, deviating: number): Refusal {
  return new Refusal(
    'sampling/expected-not-tolerable',
    `${expected} deviations are expected, and ${deviating} of ${population} items already reach the tolerable rate. Not even all items would show that the rate lies below it: expect fewer, or tolerate more.`,
  );
}

function atMostRisk(probability: number, risk: number): boolean {
  return probability <= risk * (1 + AS_GOOD_AS_EQUAL);
}

function unboundedSize(rate: number, expected: number, risk: number): number {
  const isEnough = (drawn: number) => atMostRisk(binomialTail({ rate, drawn }, expected), risk);
  let enough = expected + 1;
  while (!isEnough(enough)) enough *= 2;
  return smallest(expected + 1, enough, isEnough);
}

/** Halves the line from 0 to 1 until two neighbouring numbers are left. */
function unboundedLimit(drawn: number, deviations: number, risk: number): number {
  let low = 0;
  let high = 1;
  for (let middle = 0.5; low < middle && middle < high; middle = (low + high) / 2) {
    if (binomialTail({ rate: middle, drawn }, deviations) > risk) low = middle;
    else high = middle;
  }
  return high;
}

/** The smallest whole number from `least` to `most` that holds. Whatever is above one that holds, holds; so does `most`. */
function smallest(least: number, most: number, holds: (value: number) => boolean): number {
  let low = least;
  let high = most;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** `drawn` of `population` items, without putting any back, where `deviating` of them deviate. */
export interface Draws {
  readonly population: number;
  readonly deviating: number;
  readonly drawn: number;
}

/** `drawn` items of a population without end, where each deviates with the chance `rate`. */
export interface Trials {
  readonly rate: number;
  readonly drawn: number;
}

/** The probability (0 to 1) that at most `seen` deviating items are drawn: the lower tail of the hypergeometric distribution. */
export function hypergeometricTail(draws: Draws, seen: number): number {
  const { population, deviating, drawn } = draws;
  const sound = population - deviating;
  const fewest = Math.max(0, drawn - sound);
  const most = Math.min(drawn, deviating);
  if (seen < fewest) return 0;
  if (seen >= most) return 1;
  const below = (x: number) => (x / (deviating - x + 1)) * ((sound - drawn + x) / (drawn - x + 1));
  const term = (x: number) => hypergeometricTerm(draws, x);
  return tail({ fewest, most, mean: drawn * (deviating / population), term, below }, seen);
}

/** The probability (0 to 1) that at most `seen` deviating items are drawn: the lower tail of the binomial distribution. */
export function binomialTail({ rate, drawn }: Trials, seen: number): number {
  if (seen < 0) return 0;
  if (seen >= drawn) return 1;
  const odds = (1 - rate) / rate;
  const below = (x: number) => (x / (drawn - x + 1)) * odds;
  const term = (x: number) => binomialTerm(x, drawn, rate, 1 - rate);
  return tail({ fewest: 0, most: drawn, mean: drawn * rate, term, below }, seen);
}

interface Distribution {
  readonly fewest: number;
  readonly most: number;
  readonly mean: number;
  term(x: number): number;
  /** The term of x − 1 as a part of the term of x. */
  below(x: number): number;
}

/** Sums the side of `seen` that lies away from the mean, where terms only get smaller. */
function tail({ fewest, most, mean, term, below }: Distribution, seen: number): number {
  if (seen < mean) return sum(term(seen), seen - fewest, (step) => below(seen - step));
  const beyond = seen + 1;
  return 1 - sum(term(beyond), most - beyond, (step) => 1 / below(beyond + step + 1));
}

/** Adds `steps` more terms to the first, each from the one before it, until a further one would change nothing. */
function sum(first: number, steps: number, ratio: (step: number) => number): number {
  let term = first;
  let total = first;
  for (let step = 0; step < steps && term > total * 1e-17; step++) {
    term *= ratio(step);
    total += term;
  }
  return total;
}

/** Three binomial terms at the rate at which items are drawn, in place of binomial coefficients that no number holds. */
function hypergeometricTerm({ population, deviating, drawn }: Draws, x: number): number {
  const taken = drawn / population;
  const left = (population - drawn) / population;
  const among = binomialTerm(x, deviating, taken, left) * binomialTerm(drawn - x, population - deviating, taken, left);
  return among / binomialTerm(drawn, population, taken, left);
}

/** C(n, x) · rate^x · rest^(n − x), by C. Loader's saddle-point expansion: no two large logarithms are ever subtracted. `rest` is 1 − rate. */
function binomialTerm(x: number, n: number, rate: number, rest: number): number {
  if (rate === 0) return x === 0 ? 1 : 0;
  if (rest === 0) return x === n ? 1 : 0;
  if (x === 0) return Math.exp(n * Math.log1p(-rate));
  if (x === n) return Math.exp(n * Math.log(rate));
  const exponent = stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * rate) - deviance(n - x, n * rest);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}

/** The logarithm of n! over Stirling's formula, for n from 1. */
function stirlingError(n: number): number {
  if (n <= 16) return Math.log(factorial(n)) - Math.log(2 * Math.PI * n) / 2 - n * Math.log(n) + n;
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/** x · ln(x / mean) + mean − x. Near the mean by a series, where the formula would lose its digits. */
function deviance(x: number, mean: number): number {
  const apart = x - mean;
  if (Math.abs(apart) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - apart;
  const small = apart / (x + mean);
  let total = apart * small;
  let power = 2 * x * small;
  for (let odd = 3; odd < 1_000; odd += 2) {
    power *= small * small;
    const next = total + power / odd;
    if (next === total) break;
    total = next;
  }
  return total;
}

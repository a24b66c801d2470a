const MOST = 3;
/** Below this, names have no more in common than any two have. */
const ALIKE = 0.35;

/** Those of the names that somebody may have meant, the likeliest first; none where nothing is like it. */
export function nearNames(meant: string, names: readonly string[]): readonly string[] {
  const wanted = pairs(meant);
  return names
    .map((name) => ({ name, alike: likeness(wanted, pairs(name)) }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** ` Did you mean a, b or c?`, or nothing. */
export function didYouMean(meant: string, names: readonly string[]): string {
  const near = nearNames(meant, names);
  return near.length === 0 ? '' : ` Did you mean ${alternatives(near)}?`;
}

function alternatives(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** Letters beside each other, the ends included: a letter too many, too few or in the wrong place leaves most of them. */
function pairs(name: string): ReadonlySet<string> {
  const letters = ` ${name.trim().toLowerCase()} `;
  return new Set(Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2)));
}

/** Of 0 to 1: twice what both have, of what each has. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return (2 * [...one].filter((pair) => other.has(pair)).length) / (one.size + other.size);
}

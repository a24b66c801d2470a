export interface ProofStep {
  readonly name: string;
  readonly hash?: string;
}

/** The path from a leaf to the root. Long paths show their ends; `checked` says whether this browser recomputed it. */
export function ProofPath({ leaf, path, root, checked }: { leaf: string; path: readonly string[]; root: string; checked: boolean }) {
  const shown = path.slice(0, path.length > 5 ? 3 : 5);
  const left = path.length - shown.length;
  return (
    <ol
      className={checked ? 'proof checked' : 'proof'}
      aria-label={`Path from leaf to root, ${path.length} steps${checked ? ', recomputed in this browser' : ''}`}
    >
      <Step end name="leaf" hash={leaf} />
      {shown.map((hash, index) => (
        <Step key={hash} name={String(index + 1)} hash={hash} />
      ))}
      {left > 0 && <Step name={`… ${left} more`} />}
      <Step end name="root" hash={root} />
    </ol>
  );
}

function Step({ name, hash, end = false }: ProofStep & { end?: boolean }) {
  return (
    <li className={end ? 'e' : undefined}>
      <span>{name}</span>
      <i />
      <span title={hash}>{hash === undefined ? '' : shortHash(hash)}</span>
    </li>
  );
}

/** `8f3c61d2…a91e` */
export function shortHash(hash: string): string {
  return hash.length > 16 ? `${hash.slice(0, 8)}…${hash.slice(-4)}` : hash;
}

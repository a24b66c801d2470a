/** What one gate found. Failures stop the check, warnings are shown; `saw` says what was looked at, so that a gate that saw nothing is noticed. */
export interface Verdict {
  saw: string;
  failures: string[];
  warnings: string[];
}

/** A verdict that fails when nothing was looked at: a gate over nothing would pass for ever. */
export function verdict(count: number, what: string, found: { failures?: string[]; warnings?: string[] } = {}): Verdict {
  const blind = count === 0 ? [`saw no ${what}: the gate looked at nothing`] : [];
  return { saw: `${count.toLocaleString('en')} ${what}`, failures: [...blind, ...(found.failures ?? [])], warnings: found.warnings ?? [] };
}

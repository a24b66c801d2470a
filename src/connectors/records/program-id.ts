import { parse } from 'yaml';
import { VendorError } from '../../kernel/refusal.ts';
import type { FeedHistory } from './history.ts';
import { type Problem, problemText } from './parse.ts';

/** The id that the program had first. Where the file is malformed, the id is looked for in what can be read of it. */
export function programId(scope: FeedHistory, text: string | null, problems: readonly Problem[], path: string): string {
  const first = scope.versions.find((one) => one.kind === 'program');
  if (first) return first.vendorId;
  const claimed = claimedId(text);
  if (claimed !== null) return claimed;
  const said = problems.find((one) => one.file.startsWith('records/scope'));
  throw new VendorError(
    'unexpected-shape',
    said
      ? problemText(said)
      : `${path}/records/scope.yaml does not name the program. Write \`program:\` with its id, title, categories, zone and since.`,
  );
}

/** What a text claims to be the program's id, whatever else is wrong with it. */
export function claimedId(text: string | null): string | null {
  try {
    const id: unknown = text === null ? null : parse(text, { maxAliasCount: 0 })?.program?.id;
    return typeof id === 'string' && /^[A-Za-z0-9._-]{1,100}$/.test(id) ? id : null;
  } catch {
    return null;
  }
}

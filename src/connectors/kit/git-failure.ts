import { VendorError } from '../../kernel/refusal.ts';

interface Symptom {
  readonly shows: RegExp;
  readonly error: (path: string) => VendorError;
}

const symptoms: readonly Symptom[] = [
  {
    shows: /not a git repository|cannot change to|invalid gitfile/i,
    error: (path) => new VendorError('unreachable', `${path} is not a Git repository. Give the folder of a clone.`),
  },
  {
    shows: /promisor|transport '.*' not allowed|could not fetch/i,
    error: (path) =>
      new VendorError(
        'truncated',
        `${path} is a partial clone, and objects that were needed are not in it. Run: git -C ${path} fetch --refetch --no-filter`,
      ),
  },
  {
    shows: /permission denied|dubious ownership/i,
    error: (path) => new VendorError('forbidden', `${path} cannot be read by this user. Give it permission to read the whole folder.`),
  },
  {
    shows:
      /corrupt|bad object|unable to (read|unpack)|inflate|missing (blob|tree|commit)|invalid object|failed to (read|traverse)|could not (parse|read)|hash mismatch|fatal: packed object|index file|bad (tree|signature)|not our ref/i,
    error: (path) =>
      new VendorError(
        'unexpected-shape',
        `${path} is damaged: objects of its history cannot be read. Run: git -C ${path} fsck --full, or clone it again.`,
      ),
  },
];

/** What a failure of git means to the person who runs the look. */
export function gitFailure(path: string, args: readonly string[], complaint: string): VendorError {
  const known = symptoms.find((one) => one.shows.test(complaint));
  if (known) return known.error(path);
  const [first = 'no reason given'] = complaint.trim().split('\n').slice(-1);
  return new VendorError('unreachable', `git ${args[0]} failed in ${path}: ${first.replace(/\/\/[^\s/@]+@/g, '//…@')}`);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Verdict, verdict } from './gate.ts';
import { matchesAny } from './rules.ts';

export interface VoiceRules {
  except: string[];
  forbidden: { pattern: string; because: string }[];
}

/** Finds what must not stand in any text of the project: paths of one machine, work left undone, silenced types. */
export function checkVoice(root: string, files: readonly string[], rules: VoiceRules): Verdict {
  const texts = files.filter((file) => !matchesAny(rules.except, file)).map((file) => ({ file, text: readFileSync(join(root, file)) }));
  const readable = texts.filter(({ text }) => !text.subarray(0, 8000).includes(0));
  return verdict(readable.length, 'texts', { failures: readable.flatMap(({ file, text }) => sightings(file, text.toString('utf8'), rules)) });
}

function sightings(file: string, text: string, { forbidden }: VoiceRules): string[] {
  return text
    .split('\n')
    .flatMap((line, at) =>
      forbidden
        .filter(({ pattern }) => new RegExp(pattern).test(line))
        .map(({ because }) => `${file}:${at + 1} has ${because}: ${line.trim().slice(0, 100)}`),
    );
}

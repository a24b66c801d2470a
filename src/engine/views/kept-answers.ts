import type { JsonText } from './json-text.ts';

/** Answers of one view that are kept, in characters. */
const KEPT = 16_000_000;

/** A view does not move, so what it answered once it answers again; those asked for longest ago are forgotten first. */
export function keptAnswers() {
  const kept = new Map<string, Promise<JsonText>>();
  const lengths = new Map<string, number>();
  let held = 0;
  const forget = (key: string): void => {
    kept.delete(key);
    held -= lengths.get(key) ?? 0;
    lengths.delete(key);
  };
  const remember = (key: string, answer: Promise<JsonText>, { json }: JsonText): void => {
    if (kept.get(key) !== answer) return;
    lengths.set(key, json.length);
    held += json.length;
    for (const oldest of kept.keys()) if (held > KEPT) forget(oldest);
  };
  return {
    get(key: string, ask: () => Promise<JsonText>): Promise<JsonText> {
      const known = kept.get(key);
      const answer = known ?? ask();
      kept.delete(key);
      kept.set(key, answer);
      if (known === undefined)
        answer.then(
          (told) => remember(key, answer, told),
          () => kept.get(key) === answer && forget(key),
        );
      return answer;
    },
    clear(): void {
      kept.clear();
      lengths.clear();
      held = 0;
    },
  };
}

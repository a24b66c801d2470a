const kept = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Asked once per look, however many feeds need the answer; a failure is kept, too. */
export function once<T>(look: object, what: string, ask: () => Promise<T>): Promise<T> {
  const answers = kept.get(look) ?? new Map<string, Promise<unknown>>();
  kept.set(look, answers);
  const asked = answers.get(what) ?? ask();
  answers.set(what, asked);
  return asked as Promise<T>;
}

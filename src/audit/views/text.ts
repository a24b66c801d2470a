/** Whether any of the texts holds what is looked for, in any case. */
export function holdsText(wanted: string, ...texts: readonly string[]): boolean {
  const text = wanted.trim().toLowerCase();
  return text === '' || texts.some((one) => one.toLowerCase().includes(text));
}

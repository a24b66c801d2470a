/** One thing that can be chosen. */
export interface Offer {
  readonly id: string;
  /** What choosing it does, or what kind of thing it leads to. */
  readonly kind: string;
  readonly title: string;
  readonly hint?: string;
  readonly act: () => void;
}

/** Those whose title has a word that begins with each word of the text; the ones that begin with the text first. */
export function matching<T extends { readonly title: string }>(offers: readonly T[], text: string): readonly T[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = offers.filter(({ title }) => {
    const parts = title.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  });
  const first = (offer: T): boolean => words.length > 0 && offer.title.toLowerCase().startsWith(words.join(' '));
  return [...fits.filter(first), ...fits.filter((offer) => !first(offer))];
}

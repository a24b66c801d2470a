import { Fragment } from 'react';

/** A sentence of the house, in which names of settings and populations stand between backticks. */
export function Definition({ text }: { text: string }) {
  return text.split('`').map((part, at) =>
    at % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other identity than their place.
      <Fragment key={at}>{part}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      <span key={at} className="mono">
        {part}
      </span>
    ),
  );
}

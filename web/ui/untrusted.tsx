import { Fragment } from 'react';
import { piecesOf, safeAddress } from './untrusted-text.ts';

/** A name, a title or a message that came from outside: kept apart from the text round it, with nothing hidden in it and nothing rendered. */
export function Untrusted({ text, mono = false }: { text: string; mono?: boolean }) {
  return (
    <bdi className={mono ? 'mono' : undefined}>
      {piecesOf(text).map((piece, index) =>
        'text' in piece ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity than their place.
          <Fragment key={index}>{piece.text}</Fragment>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <span key={index} className="ctl" title={piece.name}>
            {piece.code}
          </span>
        ),
      )}
    </bdi>
  );
}

/** A link to outside. Only an https address becomes one; anything else is shown as text. */
export function UntrustedLink({ address, text }: { address: string; text?: string }) {
  const safe = safeAddress(address);
  if (safe === undefined) return <Untrusted text={text === undefined ? address : `${text} (${address})`} />;
  return (
    <a href={safe} rel="noopener noreferrer nofollow" target="_blank" title={safe}>
      <Untrusted text={text ?? safe} />
    </a>
  );
}

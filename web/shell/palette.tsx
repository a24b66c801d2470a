import { Input } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import { useFind } from '../api-find.ts';
import { useNavigateTo } from '../ui/go.tsx';
import { Dialog } from './dialog.tsx';
import { matching, type Offer } from './offers.ts';
import { usePlaces } from './places.ts';
import { setTheme, themes, themeWords } from './theme.ts';
import { useBackToNow } from './use-view.ts';

export interface PaletteProps {
  readonly onClose: () => void;
  readonly onKeys: () => void;
  readonly onTime: () => void;
}

/** Finds a page, a thing or an act by a few letters. The focus stays in the field; the arrows move through what was found. */
export function Palette({ onClose, onKeys, onTime }: PaletteProps) {
  const [text, setText] = useState('');
  const [chosen, choose] = useState(0);
  const list = useId();
  const offers = useOffers(text, { onKeys, onTime });
  const at = Math.min(chosen, offers.length - 1);

  const take = (offer: Offer | undefined): void => {
    if (offer === undefined) return;
    onClose();
    offer.act();
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && offers.length > 0) choose((at + step + offers.length) % offers.length);
    else if (event.key === 'Enter') take(offers[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog label="Find or go to" className="palette" onClose={onClose}>
      <Input
        classNames={{ wrapper: 'bare', input: 'palette-text' }}
        data-autofocus
        type="text"
        role="combobox"
        aria-label="Find or go to"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={offers.length > 0 ? `${list}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder="A page, control, check, population, connection"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          choose(0);
        }}
        onKeyDown={press}
      />
      <Offers id={list} offers={offers} at={at} onChoose={choose} onTake={take} />
      <p className="palette-none" role="status">
        {offers.length === 0 && 'Nothing here has this in its name.'}
      </p>
    </Dialog>
  );
}

function Offers(props: { id: string; offers: readonly Offer[]; at: number; onChoose: (at: number) => void; onTake: (offer: Offer) => void }) {
  return (
    <div id={props.id} role="listbox" aria-label="Found">
      {props.offers.map((offer, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above hears the keys of a list box.
        <div
          key={offer.id}
          id={`${props.id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === props.at}
          ref={(element) => {
            if (index === props.at) element?.scrollIntoView({ block: 'nearest' });
          }}
          onPointerMove={() => props.onChoose(index)}
          onClick={() => props.onTake(offer)}
        >
          <span className="n">{offer.kind}</span>
          <span className="cut">{offer.title}</span>
          {offer.hint !== undefined && <span className="n cut">{offer.hint}</span>}
        </div>
      ))}
    </div>
  );
}

function useOffers(text: string, { onKeys, onTime }: { onKeys: () => void; onTime: () => void }): readonly Offer[] {
  const go = useNavigateTo();
  const places = usePlaces();
  const found = useFind(text);
  const pages = places.map(({ path, title, chord }) => ({ id: path, kind: 'Go to', title, hint: `g ${chord}`, act: () => go(path) }));
  const verify = places.some(({ path }) => path === '/ledger')
    ? [{ id: 'verify', kind: 'Do', title: 'Verify the ledger', act: () => go('/ledger?verify=now') }]
    : [];
  const acts: Offer[] = [
    { id: 'time', kind: 'Do', title: 'Choose the period and the instant', hint: 't', act: onTime },
    { id: 'now', kind: 'Do', title: 'Go back to now', act: useBackToNow() },
    ...verify,
    ...themes.map((theme) => ({ id: `theme-${theme}`, kind: 'Do', title: `Draw the pages ${themeWords[theme]}`, act: () => setTheme(theme) })),
    { id: 'keys', kind: 'Do', title: 'Show the keys', hint: '?', act: onKeys },
  ];
  const things = found.map(({ kind, id, title, hint, href }) => ({
    id: `${kind} ${id}`,
    kind,
    title,
    act: () => go(href),
    ...(hint != null && { hint }),
  }));
  return [...matching(pages, text), ...things, ...matching(acts, text)];
}

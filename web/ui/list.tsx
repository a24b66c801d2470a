import type { ReactNode } from 'react';
import { Go } from './go.tsx';
import { StateMark } from './state-mark.tsx';
import type { State } from './states.ts';

export interface ListEntry {
  readonly key: string;
  /** `3 d`, a rank, or a state, which is drawn as its mark. */
  readonly lead: ReactNode | { readonly state: State };
  /** How soon, where the lead is days left: the lead is then in words as well as in colour. */
  readonly soon?: 'fail' | 'unknown';
  readonly title: ReactNode;
  readonly href?: string;
  readonly text?: ReactNode;
}

const tones = { fail: 'lead soon', unknown: 'lead mid' } as const;

/** A lead, a title and a sentence, as in "Will fail next". */
export function List({ entries, marks = false }: { entries: readonly ListEntry[]; marks?: boolean }) {
  return (
    <ul className={marks ? 'list marks' : 'list'}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <span className={entry.soon === undefined ? 'lead' : tones[entry.soon]}>
            {isState(entry.lead) ? <StateMark state={entry.lead.state} /> : entry.lead}
          </span>
          <div>
            {entry.href === undefined ? (
              <b>{entry.title}</b>
            ) : (
              <Go href={entry.href} className="q b">
                {entry.title}
              </Go>
            )}
            {entry.text !== undefined && <p>{entry.text}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function isState(lead: ListEntry['lead']): lead is { readonly state: State } {
  return typeof lead === 'object' && lead !== null && 'state' in lead;
}

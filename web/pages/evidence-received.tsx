import type { AnswerOf } from '../../src/client/call.ts';
import { useAddress, useAnswer } from '../api.ts';
import { Go } from '../ui/go.tsx';
import { SheetPart } from '../ui/sheet.tsx';
import { countText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { Inert } from './evidence-inert.tsx';

type Item = AnswerOf<'GET /evidence/{leaf}'>;
type Row = AnswerOf<'GET /evidence/{leaf}/received'>['rows'][number];

/** The raw answers as they were kept: shown as text, never as what they say they are. */
export function Received({ item }: { item: Item }) {
  const { sentence, rows, scrubbed } = useAnswer('GET /evidence/{leaf}/received', { params: { leaf: String(item.leaf) } });
  return (
    <SheetPart title="What was received" note={sentence}>
      {scrubbed.length > 0 && (
        <p className="s2 no-print">
          Taken out before anything was kept, in the answers of this look: <Scrubbed names={scrubbed} />
        </p>
      )}
      {rows.map((row) => (item.type === 'look' ? <Named key={row.sha256} item={item} row={row} /> : <One key={row.sha256} item={item} row={row} />))}
    </SheetPart>
  );
}

/** Names of fields that are shown; a look of many repositories takes the same ones out of each. */
const NAMES = 4;

function Scrubbed({ names }: { names: readonly string[] }) {
  return (
    <span title={names.join('\n')}>
      <Untrusted text={names.slice(0, NAMES).join('; ')} mono />
      {names.length > NAMES && `; and ${countText(names.length - NAMES)} more`}
    </span>
  );
}

function One({ item, row }: { item: Item; row: Row }) {
  return (
    <div className="got">
      <Named item={item} row={row} />
      {row.excerpt === null ? (
        <p className="s2">It is no text, and is not shown.</p>
      ) : (
        <>
          <p className="n">{placeWords(row)}</p>
          <Inert text={row.excerpt.text} />
        </>
      )}
    </div>
  );
}

function placeWords({ excerpt, bytes, holds }: Row): string {
  const held = `${countText(holds.found)} of ${countText(holds.of)} values of this version stand in it`;
  if (excerpt === null || excerpt.whole) return `All of it; ${held}.`;
  return `${excerpt.place === '' ? 'Its beginning' : excerpt.place}, as it was received; ${held}. The file holds all ${countText(bytes)} bytes.`;
}

function Named({ item, row }: { item: Item; row: Row }) {
  const raw = useAddress('GET /evidence/{leaf}/raw/{sha256}', { params: { leaf: String(item.leaf), sha256: row.sha256 } });
  return (
    <p className="asked">
      <b>
        <Untrusted text={row.asked} mono />
      </b>{' '}
      <span className="n">
        {row.status !== null && `${row.status}, `}
        {row.bytes > 0 && `${countText(row.bytes)} bytes, `}
        <Go href={raw} download={`${row.sha256}.raw`} className="mono leafhash" label={`Download the answer ${row.sha256}`}>
          {row.sha256}
        </Go>
      </span>
    </p>
  );
}

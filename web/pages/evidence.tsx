import { useParams } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAddress, useAnswer, useAnswerIfAny, useWord } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Moment } from '../ui/moment.tsx';
import { Note } from '../ui/note.tsx';
import { Crumbs } from '../ui/page-head.tsx';
import { Said, Sheet, SheetColumns, SheetPart } from '../ui/sheet.tsx';
import { countText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { Inert } from './evidence-inert.tsx';
import { savePng } from './evidence-picture.ts';
import { Received } from './evidence-received.tsx';
import { Seal, SealBeingChecked } from './evidence-seal.tsx';
import { Source } from './evidence-source.tsx';
import { UsedBy } from './evidence-uses.tsx';
import './evidence.css';

type Item = AnswerOf<'GET /evidence/{leaf}'>;
type Field = Item['fields'][number];

const shows = ['readable', 'raw', 'both'] as const;
type Shown = (typeof shows)[number];
const showWords: Readonly<Record<Shown, string>> = { readable: 'Readable', raw: 'Raw', both: 'Both' };

/** One entry of the ledger on one sheet: where it comes from, its seal checked in this browser, what it says, what was received, where it is used. */
export default function EvidencePage() {
  const { leaf } = useParams({ strict: false }) as { leaf: string };
  const item = useAnswer('GET /evidence/{leaf}', { params: { leaf } });
  const [word, setWord] = useWord('show');
  const shown = shows.find((one) => one === word) ?? 'both';
  return (
    <>
      <Bar item={item} shown={shown} show={(next) => setWord(next === 'both' ? undefined : next)} />
      <Sheet
        title={item.about.name === null ? item.about.what : <Untrusted text={item.about.name} />}
        sub={<Sub item={item} />}
        id={`Leaf ${countText(item.leaf)}`}
        organization={item.organization.name}
        foot={['Its JSON can be verified without Tickmark', <SeenAsOf key="seen" />, ...(item.simulated ? ['Simulated clock, pretend systems'] : [])]}
      >
        <SheetColumns>
          <SheetPart title="Where it comes from">
            <Source item={item} />
          </SheetPart>
          <SheetPart title="Seal">
            <Suspense fallback={<SealBeingChecked />}>
              <Seal item={item} />
            </Suspense>
          </SheetPart>
        </SheetColumns>
        {shown !== 'raw' && <WhatItSays item={item} />}
        {shown !== 'readable' && <Received item={item} />}
        <UsedBy leaf={leaf} />
        <p className="print-only">Long parts are cut on paper. The JSON of this entry holds all of them, with everything that proves it.</p>
        <Sealed item={item} />
      </Sheet>
    </>
  );
}

function Bar({ item, shown, show }: { item: Item; shown: Shown; show: (next: Shown) => void }) {
  const params = { leaf: String(item.leaf) };
  const pdf = useAddress('GET /evidence/{leaf}/sheet.pdf', { params });
  const picture = useAddress('GET /evidence/{leaf}/sheet.svg', { params });
  const json = useAddress('GET /evidence/{leaf}', { params });
  const [drawing, setDrawing] = useState<'idle' | 'drawing' | 'failed'>('idle');
  const png = () => {
    setDrawing('drawing');
    savePng(picture, `evidence-${item.leaf}.png`).then(
      () => setDrawing('idle'),
      () => setDrawing('failed'),
    );
  };
  return (
    <div className="evbar">
      <Crumbs crumbs={[{ text: 'Evidence', href: '/evidence' }, { text: `Leaf ${countText(item.leaf)}` }]} />
      <span className="fill" />
      {/* biome-ignore lint/a11y/useSemanticElements: three buttons of which one is pressed are no form. */}
      <div className="seg" role="group" aria-label="What is shown">
        {shows.map((one) => (
          <Button key={one} pressed={one === shown} onClick={() => show(one)}>
            {showWords[one]}
          </Button>
        ))}
      </div>
      <Button onClick={() => window.print()}>Print</Button>
      <Button href={json} download={`evidence-${item.leaf}.json`}>
        JSON
      </Button>
      <Button onClick={png} disabledReason={drawing === 'drawing' ? 'The picture is being drawn.' : undefined}>
        PNG
      </Button>
      <Button main href={pdf} download={`evidence-${item.leaf}.pdf`}>
        PDF
      </Button>
      {drawing === 'failed' && (
        <div className="told">
          <Note edge="unknown">The picture could not be drawn. Save the PDF instead.</Note>
        </div>
      )}
    </div>
  );
}

function Sub({ item }: { item: Item }) {
  const { fact, about } = item;
  if (fact === null) return `${about.what}. ${item.says}`;
  if (fact.gone) {
    return (
      <>
        {fact.kindTitle}: from <Moment at={fact.validFrom} utc="beside" /> on it was gone.
      </>
    );
  }
  return (
    <>
      {fact.kindTitle}, one version of one fact: from <Moment at={fact.validFrom} utc="beside" />{' '}
      {fact.validUntil === null ? (
        'on, as far as anybody has seen.'
      ) : (
        <>
          until <Moment at={fact.validUntil} utc="beside" />.
        </>
      )}
    </>
  );
}

function SeenAsOf() {
  const { answer } = useAnswerIfAny('GET /session');
  if (answer === undefined) return null;
  return (
    <>
      Seen as of {answer.now.replace('T', ' ').slice(0, 19)} UTC by the {answer.actor.kind}
    </>
  );
}

function WhatItSays({ item }: { item: Item }) {
  const note = item.fact === null ? 'as it was sealed' : 'in blue: what checks read. Evidence carries no verdict';
  return (
    <SheetPart title="What it says" note={note}>
      {item.erased !== null && (
        <Note edge="unknown" lead="Its content was erased.">
          {item.erased.at !== null && (
            <>
              On <Moment at={item.erased.at} utc="beside" />.{' '}
            </>
          )}
          Reason: {item.erased.reason}. The commitment, the place and every proof remain.
        </Note>
      )}
      {item.fields.length === 0 ? (
        item.erased === null && <p className="s2">{emptyWords(item)}</p>
      ) : (
        <Said
          fields={item.fields.map((one) => ({ key: one.name, name: <Name of={one} />, value: <Value of={one} />, read: one.readBy.length > 0 }))}
        />
      )}
    </SheetPart>
  );
}

function emptyWords({ type, fact, look }: Item): string {
  if (fact?.gone === true) return 'From then on it was gone: nothing more is said of it.';
  if (type === 'look' && look !== null)
    return `It asked ${countText(look.requests)} times and observed ${countText(look.rows)} rows, of which ${countText(look.facts)} were news. ${countText(look.covered)} parts were seen, ${countText(look.unseen)} were not.`;
  return 'It says nothing beyond what stands above.';
}

function Name({ of: { label, readBy } }: { of: Field }) {
  return readBy.length === 0 ? label : <span title={`Read by ${readBy.join(', ')}`}>{label}</span>;
}

function Value({ of: { value, before, after } }: { of: Field }) {
  return (
    <>
      <Lines of={value} />
      {before !== null && (
        <div className="beside">
          before: <Lines of={before} inline />
        </div>
      )}
      {after !== null && (
        <div className="beside">
          after: <Lines of={after} inline />
        </div>
      )}
    </>
  );
}

function Lines({ of: { lines, more, untold }, inline = false }: { of: Field['value']; inline?: boolean }) {
  const shown = lines.map((one, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity than their place.
    <OneLine key={index} one={one} inline={inline} />
  ));
  return (
    <>
      {untold && <span className="unknown">Not told. </span>}
      {shown}
      {more > 0 && <span className="beside">and {countText(more)} more; all of them stand in the sealed text</span>}
    </>
  );
}

function OneLine({ one, inline }: { one: Field['value']['lines'][number]; inline: boolean }) {
  const content = one.at === null ? <Untrusted text={one.text} /> : <Moment at={one.at} utc="beside" />;
  return inline ? <span className="part">{content}</span> : <div>{content}</div>;
}

/** The very bytes that were checked: what stands above is read out of them. */
function Sealed({ item: { proof } }: { item: Item }) {
  return (
    <details className="sealed">
      <summary>The sealed text, as it was checked</summary>
      <Inert text={`{"entry":${proof.body},"recorded":"${proof.recorded}"}`} />
      {proof.openings.map((one) => (
        <div key={one.name}>
          <p className="s2">
            Content <span className="mono">{one.name}</span>, salt <span className="mono leafhash">{one.salt ?? 'erased'}</span>
          </p>
          {one.content !== null && <Inert text={one.content.length > MOST ? `${one.content.slice(0, MOST)}…` : one.content} />}
          {one.content !== null && one.content.length > MOST && (
            <p className="s2">{countText(one.content.length)} characters; all of them stand in the JSON.</p>
          )}
        </div>
      ))}
      <p className="s2">The checkpoint</p>
      <Inert text={proof.checkpoint.note} />
    </details>
  );
}

const MOST = 20_000;

import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAddress, useAnswer, usePages } from '../api.ts';
import { Definition } from '../judged/definition.tsx';
import { useJudged } from '../judged/judged.ts';
import { populationPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { GapNote, ReconciliationTable } from '../judged/population-aside.tsx';
import { completenessSentence } from '../judged/population-words.ts';
import { Button } from '../ui/button.tsx';
import { DataTable, type TableColumn } from '../ui/data-table.tsx';
import { Go } from '../ui/go.tsx';
import { Matrix } from '../ui/matrix.tsx';
import type { MatrixItem } from '../ui/matrix-row.tsx';
import { Moment } from '../ui/moment.tsx';
import { Crumbs } from '../ui/page-head.tsx';
import { Properties } from '../ui/properties.tsx';
import { Sheet, SheetPart } from '../ui/sheet.tsx';
import { countText, dayRangeText, durationText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';

type Detail = AnswerOf<'GET /populations/{population}'>;
type Source = Detail['seenBy']['sources'][number];
type Look = AnswerOf<'GET /populations/{population}/looks'>['rows'][number];

/** The completeness sheet of one population: what was asked of whom, what came back, and what could not be seen. Prints on A4. */
export default function PopulationCompletenessPage() {
  const { population } = useParams({ strict: false }) as { population: string };
  const detail = useAnswer('GET /populations/{population}', { params: { population } });
  const { view } = useJudged();
  const json = useAddress('GET /populations/{population}/sheet.json', { params: { population } });
  const { first, last, zone, horizon } = view.period;
  return (
    <>
      <div className="evbar">
        <Crumbs
          crumbs={[
            { text: 'Populations', href: '/populations' },
            { text: <span className="mono">{population}</span>, href: populationPath(population) },
            { text: 'Completeness sheet' },
          ]}
        />
        <span className="fill" />
        <Button href={json} download={`${population}-sheet.json`} title="Every gap, every difference, every look">
          JSON
        </Button>
        <Button main onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <Sheet
        title={`${detail.title}: completeness`}
        sub={completenessSentence(detail)}
        id={population}
        organization={view.organization.name}
        foot={[
          `${dayRangeText(first, last)}, ${zone}; judged up to ${new Date(horizon).toISOString()}`,
          view.sealed === null ? 'Judged to be looked at, not sealed' : `Sealed at place ${countText(view.sealed.leaf)} of the ledger`,
          `Tickmark ${view.tickmark}`,
        ]}
      >
        <SheetPart title="Definition">
          <Properties
            properties={[
              { name: 'Belongs in it', value: <Definition text={detail.definition} /> },
              { name: 'Its items', value: modes[detail.mode] },
              { name: 'Rows', value: <Go href={populationPath(population)}>{counted(detail.items, 'item')}</Go> },
              { name: 'SHA-256', value: detail.sha256, mono: true },
              {
                name: 'Asked of each',
                value:
                  detail.attributes.length === 0
                    ? 'nothing: it is a list, to be read'
                    : detail.attributes.map((one) => `${one.letter} ${one.name}`).join(', '),
              },
            ]}
          />
        </SheetPart>
        <SheetPart
          title="Requests"
          note={
            detail.seenBy.looks === 0 ? 'nobody looked' : `${counted(detail.seenBy.looks, 'look')}, ${counted(detail.seenBy.requests, 'request')}`
          }
        >
          <DataTable
            label="Requests by connection"
            columns={sources}
            rows={detail.seenBy.sources}
            rowKey={(one) => `${one.connector} ${one.connection}`}
          />
        </SheetPart>
        <SheetPart
          title="Gaps"
          note={detail.gaps.length === 0 ? 'none' : `${counted(detail.gaps.length, 'gap')}, ${durationText(detail.completeness.unseen)}`}
        >
          {detail.gaps.length === 0 ? (
            <p className="sm said-plain">{detail.seenBy.looks === 0 ? 'Nobody looked at it.' : 'Nothing could have stood unseen.'}</p>
          ) : (
            detail.gaps.map((gap) => <GapNote key={`${gap.from} ${gap.until} ${gap.why}`} gap={gap} />)
          )}
        </SheetPart>
        <SheetPart title="Held against a second source" note={reconciled(detail)}>
          {detail.reconciliations.length === 0 ? (
            <p className="sm said-plain">There is no second source that tells of the same items.</p>
          ) : (
            <ReconciliationTable rows={detail.reconciliations} />
          )}
        </SheetPart>
        <SheetPart title="Looks" note={detail.seenBy.looks === 0 ? 'none' : `${countText(detail.seenBy.looks)}, the newest first`}>
          {detail.seenBy.looks > 0 && <Looks population={population} />}
          <p className="print-only sm">Each of them stands in the sheet as JSON, with its place in the ledger.</p>
        </SheetPart>
      </Sheet>
    </>
  );
}

const modes = {
  state: 'things that existed in the period',
  events: 'things that happened in the period',
  calendar: 'occurrences that fell due in the period',
} as const;

function reconciled({ completeness: { sources: all, agreeing } }: Detail): string {
  if (all === 0) return 'none';
  return agreeing === all ? 'all agree' : `${all - agreeing} of ${all} ${all - agreeing === 1 ? 'differs' : 'differ'}`;
}

const sources: readonly TableColumn<Source>[] = [
  { key: 'connection', head: 'Connection', cell: (one) => <ConnectionName one={one} /> },
  { key: 'feeds', head: 'Feeds', cell: (one) => one.feeds.join(', ') },
  {
    key: 'identity',
    head: 'Asked as',
    cell: (one) =>
      one.identities.map((name) => (
        <div key={name}>
          <Untrusted text={name} />
        </div>
      )),
  },
  { key: 'looks', head: 'Looks', align: 'right', cell: (one) => countText(one.looks) },
  { key: 'requests', head: 'Requests', align: 'right', cell: (one) => countText(one.requests) },
  { key: 'rows', head: 'Rows read', align: 'right', cell: (one) => countText(one.rows) },
  { key: 'first', head: 'First', cell: (one) => <Moment at={one.first} />, nowrap: true },
  { key: 'last', head: 'Last', cell: (one) => <Moment at={one.last} />, nowrap: true },
];

function ConnectionName({ one }: { one: Pick<Source, 'connection' | 'connector'> }) {
  return (
    <>
      <Go href={`/connections/${encodeURIComponent(one.connection)}`}>
        <Untrusted text={one.connection} mono />
      </Go>{' '}
      <span className="n">({one.connector})</span>
    </>
  );
}

const lookColumns = [
  { key: 'connection', head: 'Connection', width: 110 },
  { key: 'feeds', head: 'Feeds', width: 170 },
  { key: 'scopes', head: 'Scopes', width: 62, align: 'right' },
  { key: 'requests', head: 'Requests', width: 72, align: 'right' },
  { key: 'rows', head: 'Rows', width: 66, align: 'right' },
  { key: 'leaf', head: 'Evidence', width: 80, align: 'right' },
] as const;

/** Thousands of them: only what is looked at is fetched, and the printed sheet names how many there are. */
function Looks({ population }: { population: string }) {
  const { total, rowAt, onRange } = usePages('GET /populations/{population}/looks', { params: { population } });
  const drawn = useMemo(() => new WeakMap<Look, MatrixItem>(), []);
  const itemAt = (index: number): MatrixItem | undefined => {
    const look = rowAt(index);
    if (look === undefined) return undefined;
    const known = drawn.get(look) ?? lookItem(look);
    drawn.set(look, known);
    return known;
  };
  return (
    <Matrix label="Looks" itemHead="Began" columns={lookColumns} attributes={[]} count={total} rowAt={itemAt} onRange={onRange} totalsLabel="" />
  );
}

function lookItem(look: Look): MatrixItem {
  return {
    key: look.look,
    title: <Moment at={look.startedAt} />,
    href: `/evidence/${look.leaf}`,
    facts: [
      <Untrusted key="c" text={look.connection} />,
      look.feeds.join(', '),
      countText(look.scopes),
      countText(look.requests),
      countText(look.rows),
      countText(look.leaf),
    ],
    cells: [],
  };
}

import { type FormEvent, useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer, useWord } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Pick, Tools } from '../ui/filters.tsx';
import { Go, useNavigateTo } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { countText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import './evidence.css';

type Answer = AnswerOf<'GET /evidence'>;
type Row = Answer['rows'][number];

const ALL = '';
/** What most of a log is made of, and what nobody reads one by one. */
const names = ['type', 'kind', 'connection', 'from', 'until'] as const;
type Name = (typeof names)[number];

/** Every entry of the ledger, the newest first, by type, kind, connection and time. */
export default function EvidenceListPage() {
  const filters = useFilters();
  const answer = useAnswer('GET /evidence', { query: { ...filters.values, cursor: filters.cursor, limit: 100 } });
  return (
    <>
      <PageHead
        title={titleOf(answer, filters)}
        sub="Each fact, look, decision and assessment is one entry, sealed at its place. An entry has a sheet: where it comes from, its proof, and what it says."
      />
      <FilterRow answer={answer} filters={filters} />
      <DataTable
        label="Entries of the ledger"
        rows={answer.rows}
        rowKey={(row) => String(row.leaf)}
        rowHref={(row) => `/evidence/${row.leaf}`}
        columns={[
          { key: 'leaf', head: 'Leaf', align: 'right', nowrap: true, width: 90, cell: (row) => countText(row.leaf) },
          { key: 'what', head: 'What it is', width: 250, cell: (row) => row.about.what },
          { key: 'name', head: 'Of what', cell: (row) => <NameOf row={row} /> },
          {
            key: 'connection',
            head: 'Told by',
            width: 120,
            wideOnly: true,
            cell: (row) => (row.connection === null ? <span className="n">Tickmark</span> : <Untrusted text={row.connection} mono />),
          },
          { key: 'recorded', head: 'Recorded', width: 250, cell: (row) => <Moment at={row.recorded} utc="beside" /> },
        ]}
        empty={<Nothing filtered={filters.any} treeSize={answer.treeSize} />}
      />
      <div className="older">
        {filters.cursor !== undefined && <Button onClick={() => filters.turn(undefined)}>Newest entries</Button>}
        {answer.next !== null && <Button onClick={() => filters.turn(answer.next ?? undefined)}>Older entries</Button>}
      </div>
    </>
  );
}

function NameOf({ row }: { row: Row }) {
  return row.about.name === null ? <span className="n">no name</span> : <Untrusted text={row.about.name} />;
}

interface Filters {
  readonly values: Readonly<Partial<Record<Name, string>>>;
  readonly cursor: string | undefined;
  readonly any: boolean;
  set(name: Name, value: string): void;
  turn(cursor: string | undefined): void;
}

/** Filters stand in the address. Another filter is another list: it begins on its first page. */
function useFilters(): Filters {
  const [type, setType] = useWord('type');
  const [kind, setKind] = useWord('kind');
  const [connection, setConnection] = useWord('connection');
  const [since, setSince] = useWord('since');
  const [before, setBefore] = useWord('before');
  const [cursor, setCursor] = useWord('cursor');
  const setters: Readonly<Record<Name, (value: string | undefined) => void>> = {
    type: setType,
    kind: setKind,
    connection: setConnection,
    from: setSince,
    until: setBefore,
  };
  return {
    values: {
      ...(type && { type }),
      ...(kind && { kind }),
      ...(connection && { connection }),
      ...(since && { from: since }),
      ...(before && { until: before }),
    },
    cursor,
    any: [type, kind, connection, since, before].some((one) => one !== undefined),
    set(name, value) {
      setCursor(undefined);
      setters[name](value === ALL ? undefined : value);
    },
    turn: setCursor,
  };
}

function titleOf({ treeSize, types }: Answer, { values, any }: Filters): string {
  const says = types.find((one) => one.type === values.type)?.says;
  if (says !== undefined) return says;
  const all = `${countText(treeSize)} ${treeSize === 1 ? 'entry is' : 'entries are'} sealed`;
  return any ? `${all}; those that fit stand here.` : `${all}, the newest first.`;
}

function FilterRow({ answer, filters }: { answer: Answer; filters: Filters }) {
  const { values, set } = filters;
  return (
    <Tools end={<JumpTo treeSize={answer.treeSize} />}>
      <Pick
        label="Type"
        value={values.type ?? ALL}
        onChange={(value) => set('type', value)}
        options={[[ALL, 'all'], ...answer.types.map((one) => [one.type, one.type] as const)]}
      />
      <Pick
        label="Kind"
        value={values.kind ?? ALL}
        onChange={(value) => set('kind', value)}
        options={[[ALL, 'all'], ...answer.kinds.map((one) => [one.kind, one.title] as const)]}
      />
      <Pick
        label="Connection"
        value={values.connection ?? ALL}
        onChange={(value) => set('connection', value)}
        options={[[ALL, 'all'], ...answer.connections.map((one) => [one, one] as const)]}
      />
      <input
        className="pick"
        type="date"
        aria-label="Recorded on this day or later"
        title="Recorded on this day or later"
        value={values.from ?? ''}
        onChange={(event) => set('from', event.currentTarget.value)}
      />
      <input
        className="pick"
        type="date"
        aria-label="Recorded before this day"
        title="Recorded before this day"
        value={values.until ?? ''}
        onChange={(event) => set('until', event.currentTarget.value)}
      />
    </Tools>
  );
}

function JumpTo({ treeSize }: { treeSize: number }) {
  const go = useNavigateTo();
  const [leaf, setLeaf] = useState('');
  const fits = /^\d{1,15}$/.test(leaf) && Number(leaf) < treeSize;
  const jump = (event: FormEvent) => {
    event.preventDefault();
    if (fits) go(`/evidence/${Number(leaf)}`);
  };
  return (
    <form className="goto" onSubmit={jump}>
      <input
        className="search"
        inputMode="numeric"
        aria-label="Number of a leaf"
        placeholder="Leaf number"
        value={leaf}
        maxLength={15}
        onChange={(event) => setLeaf(event.currentTarget.value.replaceAll(/[\s,]/g, ''))}
      />
      <Button type="submit" disabledReason={fits ? undefined : leafReason(leaf, treeSize)}>
        Open leaf
      </Button>
    </form>
  );
}

function leafReason(leaf: string, treeSize: number): string {
  if (treeSize === 0) return 'The ledger holds no entry yet.';
  const range = `Leaves are numbered from 0 to ${countText(treeSize - 1)}.`;
  return leaf === '' ? `Write the number of a leaf first. ${range}` : range;
}

function Nothing({ filtered, treeSize }: { filtered: boolean; treeSize: number }) {
  if (filtered && treeSize > 0) return <Empty says="No entry fits these filters." next={<Go href="/evidence">Show all of them</Go>} />;
  return (
    <Empty
      says="Nothing is sealed yet."
      from="The first look at a system writes the first entries, and a checkpoint seals them."
      next={<Go href="/connections">Connect something</Go>}
    />
  );
}

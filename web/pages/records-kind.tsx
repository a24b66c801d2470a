import { useParams } from '@tanstack/react-router';
import type { AnswerOf } from '../../src/client/call.ts';
import { usePages, useWord } from '../api.ts';
import { counted } from '../judged/outcome-words.ts';
import { SearchText } from '../judged/search-text.tsx';
import { Button } from '../ui/button.tsx';
import { DataTable, type TableColumn } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Tools } from '../ui/filters.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import './policies.css';
import { ReadableValue } from './records-value.tsx';

type Row = AnswerOf<'GET /records/{kind}'>['rows'][number];

/** Rows that are shown at once; a search finds the others. */
const SHOWN = 200;

/** The records of one kind, those that changed last first. */
export default function RecordsKindPage() {
  const { kind = '' } = useParams({ strict: false });
  const [text] = useWord('text');
  const pages = usePages('GET /records/{kind}', { params: { kind }, query: { ...(text !== undefined && { text }) } });
  const { title, says, file } = pages.first;
  const rows = Array.from({ length: Math.min(pages.total, SHOWN) }, (_, at) => pages.rowAt(at)).filter((one) => one !== undefined);
  const names = (pages.first.rows[0]?.fields ?? []).map((one) => [one.name, one.label] as const);
  return (
    <>
      <PageHead
        crumbs={[{ text: 'Records', href: '/records' }, { text: <span className="mono">{kind}</span> }]}
        title={`${title} · ${text === undefined ? counted(pages.total, 'record') : `${counted(pages.total, 'record')} that hold these words`}`}
        sub={says}
        actions={<Button href="/records">All kinds</Button>}
      />
      <Tools end={<SearchText label="Anything they hold" />}>
        <span className="s2 sm">
          Written in <span className="mono">{file}</span>, those that changed last first
          {pages.total > SHOWN && `; the first ${SHOWN} are shown`}
        </span>
      </Tools>
      <DataTable
        label={title}
        rows={rows}
        rowKey={(row) => row.key}
        rowHref={(row) => `/records/${kind}/${encodeURIComponent(row.key)}`}
        columns={columnsOf(names)}
        empty={
          <Empty
            says={text === undefined ? 'Nothing of this kind stood in the records at this instant.' : 'No record holds these words.'}
            from={`It would be written in ${file}.`}
          />
        }
      />
    </>
  );
}

function columnsOf(names: readonly (readonly [name: string, label: string])[]): TableColumn<Row>[] {
  return [
    {
      key: 'name',
      head: 'Record',
      cell: (row) => (
        <>
          <Untrusted text={row.name} /> {!row.standing && <span className="n">gone</span>}
        </>
      ),
    },
    ...names.map(
      ([name, label]): TableColumn<Row> => ({
        key: name,
        head: label,
        cell: (row) => {
          const field = row.fields.find((one) => one.name === name);
          return field === undefined ? null : <ReadableValue value={field.value} most={2} />;
        },
      }),
    ),
    { key: 'versions', head: 'Versions', width: 72, align: 'right', wideOnly: true, cell: (row) => row.versions },
    { key: 'changed', head: 'Since', width: 132, nowrap: true, cell: (row) => <Moment at={row.changed} /> },
  ];
}

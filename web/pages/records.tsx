import { useAnswer } from '../api.ts';
import { checkPath, controlPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Section } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import './policies.css';

/** Everything that people write down for the program, by kind; and what controls promise to write down, and whether they did. */
export default function RecordsPage() {
  const { rows, promised } = useAnswer('GET /records');
  const kept = rows.filter((one) => one.versions > 0);
  const standing = kept.reduce((sum, one) => sum + one.standing, 0);
  const missed = promised.filter((one) => one.missed > 0);
  return (
    <>
      <PageHead
        title={`${counted(standing, 'record')} of ${counted(kept.length, 'kind')} stand${promisedWords(promised.length, missed.length)}.`}
        sub="What people write down: files of the program’s repository, and decisions made here. Every version stays, with when it was written and where it is sealed."
        actions={<Button href="/policies">Policies</Button>}
      />
      <Section title="Kinds of records" note="as they stood at the instant of this page" strong>
        <DataTable
          label="Kinds of records"
          rows={rows}
          rowKey={(row) => row.kind}
          rowHref={(row) => `/records/${row.kind}`}
          columns={[
            { key: 'title', head: 'Kind', width: 210, cell: (row) => row.title },
            { key: 'says', head: 'What each says', cell: (row) => row.says },
            { key: 'file', head: 'Written in', width: 240, wideOnly: true, cell: (row) => <span className="mono">{row.file}</span> },
            {
              key: 'standing',
              head: 'Stand',
              width: 66,
              align: 'right',
              cell: (row) => (row.standing === 0 ? <span className="n">none</span> : row.standing.toLocaleString('en-US')),
            },
            {
              key: 'gone',
              head: 'Gone',
              width: 60,
              align: 'right',
              wideOnly: true,
              cell: (row) => (row.gone === 0 ? <span className="n">–</span> : row.gone.toLocaleString('en-US')),
            },
            {
              key: 'last',
              head: 'Last change',
              width: 150,
              nowrap: true,
              cell: (row) => (row.last === null ? <span className="n">–</span> : <Moment at={row.last} />),
            },
          ]}
        />
      </Section>
      <Section title="Records that controls promise" note="how often each fell due in the period so far, and how often it was not made" id="promised">
        <DataTable
          label="Records that controls promise"
          rows={promised}
          rowKey={(row) => `${row.control} ${row.id}`}
          rowHref={(row) => checkPath(row.check)}
          columns={[
            { key: 'title', head: 'Record', cell: (row) => row.title },
            {
              key: 'control',
              head: 'Promised by',
              cell: (row) => (
                <Go href={controlPath(row.control)} className="q">
                  {row.controlTitle}
                </Go>
              ),
            },
            { key: 'every', head: 'Every', width: 110, nowrap: true, cell: (row) => row.every },
            { key: 'due', head: 'Due', width: 60, align: 'right', cell: (row) => row.due },
            {
              key: 'missed',
              head: 'Missed',
              width: 84,
              align: 'right',
              tint: (row) => (row.missed > 0 ? 'fail' : undefined),
              cell: (row) =>
                row.missed === 0 ? (
                  <span className="n">none</span>
                ) : (
                  <>
                    {row.missed} <StateMark state="fail" label="" />
                  </>
                ),
            },
          ]}
          empty={<Empty says="No control of the program promises a record at a cadence." />}
        />
      </Section>
    </>
  );
}

function promisedWords(all: number, missed: number): string {
  if (all === 0) return '';
  return missed === 0
    ? '; none that controls promise is known to be missed'
    : `; of ${counted(all, 'record')} that controls promise, ${missed} ${missed === 1 ? 'was' : 'were'} missed at least once`;
}

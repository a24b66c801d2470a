import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer } from '../api.ts';
import { useJudged } from '../judged/judged.ts';
import { counted } from '../judged/outcome-words.ts';
import { Person } from '../judged/person.tsx';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { Day } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import { PolicyNotices } from './policies-notices.tsx';
import { keptWords, policyPath, statusWords } from './policies-words.ts';
import { Reality } from './policy-reality.tsx';
import './policies.css';

type Answer = AnswerOf<'GET /policies'>;
type Row = Answer['rows'][number];

/** What the documents promise in numbers, held against what happened; and where documents and checks do not meet. */
export default function PoliciesPage() {
  const { rows, notices } = useAnswer('GET /policies');
  const { view } = useJudged();
  return (
    <>
      <PageHead
        title={titleOf(rows)}
        sub="A number that stands in an adopted policy is what checks judge by, from the day it counts: never backwards. Where no document names one, Tickmark’s default counts, and says so."
        actions={<Button href="/records">Records</Button>}
      />
      <Columns side={<PolicyNotices notices={notices} />}>
        <Section title="Numbers and reality" note="each number that counts, with what was found over the period" strong>
          <Numbers rows={rows} />
        </Section>
        <Section title="All policies" note={`${counted(rows.length, 'document')} of the program`} id="all">
          <DataTable
            label="Policies"
            rows={rows}
            rowKey={(row) => row.id}
            rowHref={(row) => policyPath(row.id)}
            columns={[
              { key: 'title', head: 'Policy', cell: (row) => <Untrusted text={row.title} /> },
              { key: 'status', head: 'Stands', width: 92, nowrap: true, cell: (row) => statusWords[row.status] },
              { key: 'version', head: 'Version', width: 66, align: 'right', cell: (row) => <VersionCell row={row} /> },
              {
                key: 'effective',
                head: 'In force since',
                width: 112,
                nowrap: true,
                cell: (row) => (row.effective === null ? <span className="n">–</span> : <Day day={row.effective} />),
              },
              {
                key: 'approved',
                head: 'Approved by',
                width: 148,
                cell: (row) => (row.approved === null ? <span className="n">nobody</span> : <Person id={row.approved.by} />),
              },
              { key: 'owner', head: 'Owner', width: 148, cell: (row) => <Person id={row.owner} /> },
              { key: 'numbers', head: 'Numbers', width: 72, align: 'right', cell: (row) => row.parameters.length },
            ]}
            empty={
              <Empty
                says={`No policy stood in the records between ${view.period.first} and ${view.period.last}.`}
                from="Policies are Markdown files of the program’s repository, policies/*.md, with who approved them and their numbers in the front matter."
                next={<Go href="/connections">See what is connected</Go>}
              />
            }
          />
        </Section>
      </Columns>
    </>
  );
}

function VersionCell({ row }: { row: Row }) {
  return (
    <span title={row.next === null ? undefined : `Version ${row.next.version} is adopted and does not count yet.`}>
      {row.version}
      {row.next !== null && <span className="n"> → {row.next.version}</span>}
    </span>
  );
}

function Numbers({ rows }: { rows: readonly Row[] }) {
  const counting = rows.filter((row) => row.parameters.some((one) => one.counts));
  if (counting.length === 0)
    return (
      <Empty
        says="No adopted policy names a number that a check reads."
        from="A parameter such as access-removal.within: 24 hours in the front matter of a policy is what its checks judge by."
      />
    );
  return counting.map((row) => (
    <div key={row.id} className="numbers">
      <h3>
        <Go href={policyPath(row.id)}>
          <Untrusted text={row.title} />
        </Go>
        <span className="n">version {row.version}</span>
      </h3>
      {row.parameters
        .filter((one) => one.counts)
        .map((one) => (
          <Reality key={one.name} parameter={one} />
        ))}
    </div>
  ));
}

function titleOf(rows: readonly Row[]): string {
  if (rows.length === 0) return 'No policy stood in the records in this period.';
  const adopted = rows.filter((one) => one.status === 'adopted').length;
  const numbers = rows.flatMap((one) => one.parameters.filter((parameter) => parameter.counts));
  const first = `${adopted} of ${counted(rows.length, 'policy', 'policies')} ${adopted === 1 ? 'is' : 'are'} adopted`;
  if (numbers.length === 0) return `${first}; none names a number that a check reads.`;
  return `${first}; ${keptWords(numbers)}.`;
}

import { useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer, useAnswerIfAny, useWord } from '../api.ts';
import { useJudged } from '../judged/judged.ts';
import { controlPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Person } from '../judged/person.tsx';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { List } from '../ui/list.tsx';
import { Day, Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Properties } from '../ui/properties.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { dayText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import './policies.css';
import { PolicyNotices } from './policies-notices.tsx';
import { keptWords, statusWords } from './policies-words.ts';
import { PolicyAxis } from './policy-axis.tsx';
import { Reality } from './policy-reality.tsx';

type Policy = AnswerOf<'GET /policies/{policy}'>;
type Version = Policy['versions'][number];

/** One policy: which version counted when, who approved it, what it promises in numbers and whether that was kept. */
export default function PolicyPage() {
  const { policy: id = '' } = useParams({ strict: false });
  const policy = useAnswer('GET /policies/{policy}', { params: { policy: id } });
  const judged = useJudged();
  const [wanted, read] = useWord('text');
  const shown = policy.versions.find((one) => String(one.leaf) === wanted);
  return (
    <>
      <PageHead
        crumbs={[{ text: 'Policies', href: '/policies' }, { text: <Untrusted text={policy.id} mono /> }]}
        title={<TitleOf policy={policy} />}
        sub={subOf(policy)}
        actions={<Button href="/policies">All policies</Button>}
      />
      <Columns side={<Side policy={policy} />}>
        <Section title="Versions over the period" note="solid where its numbers counted" strong id="versions">
          <PolicyAxis versions={policy.versions} judged={judged} />
        </Section>
        <Section title="Numbers and reality" note={counted(policy.parameters.length, 'number')} id="numbers">
          {policy.parameters.length === 0 ? (
            <Empty says="This policy names no number." from="It is seen as a document: whether it is adopted, approved and reviewed." />
          ) : (
            policy.parameters.map((one) => <Reality key={one.name} parameter={one} detailed />)
          )}
        </Section>
        <Section
          title="Who approved which version"
          note={`${counted(policy.versions.length, 'version')} as they were written down, the newest first`}
          id="approvals"
        >
          <Versions versions={policy.versions.toReversed()} shown={shown} onRead={(one) => read(one === undefined ? undefined : String(one.leaf))} />
        </Section>
        {shown !== undefined && (
          <Suspense fallback={<p className="n">Reading the text</p>}>
            <Text policy={policy.id} version={shown} />
          </Suspense>
        )}
      </Columns>
    </>
  );
}

function TitleOf({ policy }: { policy: Policy }) {
  const numbers = policy.parameters.filter((one) => one.counts);
  const status = policy.status === 'adopted' ? `version ${policy.version}` : statusWords[policy.status].toLowerCase();
  const kept = numbers.length === 0 ? '' : `; ${keptWords(numbers)}`;
  return (
    <>
      <Untrusted text={policy.title} />: {status}
      {kept}.
    </>
  );
}

function subOf({ since, next, status }: Policy): string {
  if (status === 'draft') return 'A draft: what it names counts for nothing until somebody with the authority adopts it.';
  if (status === 'withdrawn') return 'It was adopted in this period and no longer stands in the records.';
  const more =
    next === null ? '' : ` Version ${next.version} is adopted and counts from ${next.effective === null ? 'a later day' : dayText(next.effective)}.`;
  return `${since === null ? 'No version of it counts yet.' : 'A version counts from when it was both effective and written down: never backwards.'}${more}`;
}

function Versions({
  versions,
  shown,
  onRead,
}: {
  versions: readonly Version[];
  shown: Version | undefined;
  onRead: (one: Version | undefined) => void;
}) {
  return (
    <DataTable
      label="Versions"
      rows={versions}
      rowKey={(row) => String(row.leaf)}
      selected={shown === undefined ? undefined : String(shown.leaf)}
      columns={[
        { key: 'version', head: 'Version', width: 84, nowrap: true, cell: (row) => `${row.version}${row.status === 'draft' ? ', draft' : ''}` },
        { key: 'from', head: 'Written down', width: 150, nowrap: true, cell: (row) => <Moment at={row.from} /> },
        {
          key: 'approved',
          head: 'Approved',
          cell: (row) =>
            row.approvedBy === null ? (
              <span className="n">by nobody</span>
            ) : (
              <>
                <Person id={row.approvedBy} />
                {row.approvedOn !== null && (
                  <span className="n">
                    {' '}
                    on <Day day={row.approvedOn} />
                  </span>
                )}
              </>
            ),
        },
        { key: 'author', head: 'Written by', width: 140, cell: (row) => <Person id={row.author} /> },
        {
          key: 'counts',
          head: 'Counts since',
          width: 120,
          nowrap: true,
          cell: (row) => (row.counts === null ? <span className="n">never</span> : <Moment at={row.counts.from} />),
        },
        {
          key: 'evidence',
          head: 'Sealed',
          width: 76,
          align: 'right',
          cell: (row) => (
            <Go href={`/evidence/${row.leaf}`} label={`Evidence ${row.leaf}`}>
              {row.leaf.toLocaleString('en-US')}
            </Go>
          ),
        },
        {
          key: 'text',
          head: <span className="vh">Text</span>,
          label: 'Text',
          width: 76,
          cell: (row) => (
            <Button pressed={shown === row} onClick={() => onRead(shown === row ? undefined : row)} label={`Text of version ${row.version}`}>
              Text
            </Button>
          ),
        },
      ]}
    />
  );
}

/** As plain text: a document from a repository is shown, never run. */
function Text({ policy, version }: { policy: string; version: Version }) {
  const { answer, problem } = useAnswerIfAny('GET /policies/{policy}/text', { params: { policy }, query: { leaf: version.leaf } });
  return (
    <Section
      title={`Text of version ${version.version}`}
      note={answer === undefined ? undefined : <span className="mono">{answer.file}</span>}
      id="text"
    >
      {problem !== null && <Empty says={problem.detail} from={`SHA-256 ${version.sha256}`} />}
      {answer !== undefined && (
        <>
          <p className="n mono cut">sha256 {answer.sha256}</p>
          <pre className="policy-text">
            <Untrusted text={answer.text.trim()} />
          </pre>
        </>
      )}
    </Section>
  );
}

function Side({ policy }: { policy: Policy }) {
  const standing = policy.versions.findLast((one) => one.version === policy.version);
  return (
    <>
      <Section title="About this policy" strong>
        <Properties
          properties={[
            { name: 'Stands', value: statusWords[policy.status] },
            { name: 'Version', value: String(policy.version) },
            { name: 'Owner', value: <Person id={policy.owner} /> },
            policy.effective !== null && { name: 'Effective', value: <Day day={policy.effective} /> },
            policy.since !== null && { name: 'Counts since', value: <Moment at={policy.since} utc="hover" /> },
            standing?.reviewedOn !== undefined && standing.reviewedOn !== null && { name: 'Reviewed', value: <Day day={standing.reviewedOn} /> },
            standing !== undefined && {
              name: 'Its hash',
              value: <span title={standing.sha256}>{standing.sha256.slice(0, 16)}…</span>,
              mono: true,
            },
          ]}
        />
      </Section>
      <Section title="Controls that name it" note={counted(policy.controls.length, 'control')}>
        {policy.controls.length === 0 ? (
          <Empty says="No control of the program names it as its document." />
        ) : (
          <List
            marks
            entries={policy.controls.map((one) => ({ key: one.id, lead: { state: one.outcome }, title: one.title, href: controlPath(one.id) }))}
          />
        )}
      </Section>
      <PolicyNotices notices={policy.notices} />
    </>
  );
}

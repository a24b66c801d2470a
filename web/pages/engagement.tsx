import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction, useAddress, useAnswer } from '../api.ts';
import { counted } from '../judged/outcome-words.ts';
import { oneOf, useWords } from '../judged/use-words.ts';
import { WorkProgress } from '../judged/work-progress.tsx';
import { Button } from '../ui/button.tsx';
import { List } from '../ui/list.tsx';
import { ZoneProvider } from '../ui/moment.tsx';
import { Note } from '../ui/note.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { dayRangeText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import '../judged/forms.css';
import './audit.css';
import { About } from './engagement-about.tsx';
import { Populations } from './engagement-populations.tsx';
import { Requests } from './engagement-requests.tsx';
import { type Engagement, engagementPath, tallyOf } from './engagement-rules.ts';
import { TestView } from './engagement-test.tsx';
import { Tests } from './engagement-tests.tsx';

const parts = ['tests', 'populations', 'requests', 'about'] as const;

/** An auditor's workpapers: what was frozen, drawn, marked and asked for. */
export default function EngagementPage() {
  const { engagement: id = '' } = useParams({ strict: false });
  const engagement = useAnswer('GET /engagements/{engagement}', { params: { engagement: id } });
  const [words] = useWords();
  const part = oneOf(words['part'], parts, 'tests');
  const control = engagement.controls.find((one) => one.control === words['control']);
  const test = control?.tests.find((one) => one.population === words['population']);
  const { requests, populations } = engagement;
  const waiting = requests.filter((one) => one.state === 'open' || one.state === 'returned').length;
  return (
    <ZoneProvider zone={engagement.period.zone}>
      <Head engagement={engagement} />
      <Tabs
        label="Parts of the engagement"
        current={part}
        tabs={[
          { key: 'tests', title: `Tests ${tallyOf(engagement).tests}`, href: engagementPath(id) },
          { key: 'populations', title: `Populations ${populations.length}`, href: engagementPath(id, { part: 'populations' }) },
          {
            key: 'requests',
            title: `Requests ${requests.length}${waiting > 0 ? ` (${waiting} wait)` : ''}`,
            href: engagementPath(id, { part: 'requests' }),
          },
          { key: 'about', title: 'About', href: engagementPath(id, { part: 'about' }) },
        ]}
      />
      {engagement.notes.map((one) => (
        <Note key={one} edge="unknown">
          {one}
        </Note>
      ))}
      {part === 'tests' && (control === undefined || test === undefined) && <Tests engagement={engagement} />}
      {part === 'tests' && control !== undefined && test !== undefined && (
        <TestView key={`${control.control} ${test.population}`} engagement={engagement} control={control} test={test} />
      )}
      {part === 'populations' && <Populations engagement={engagement} />}
      {part === 'requests' && <Requests engagement={engagement} />}
      {part === 'about' && <About engagement={engagement} />}
    </ZoneProvider>
  );
}

function Head({ engagement }: { engagement: Engagement }) {
  const { id, firm, audit, period, closed } = engagement;
  const again = useAction('POST /engagements/{engagement}/reperform');
  const [work, setWork] = useState<string>();
  const start = async () => setWork((await again.run({ params: { engagement: id } }))?.id);
  const paper = (file: 'workpapers.pdf' | 'workpapers.md' | 'workpapers.json') => ({ params: { engagement: id, file } });
  const pdf = useAddress('GET /engagements/{engagement}/workpapers/{file}', { ...paper('workpapers.pdf'), query: {} });
  const md = useAddress('GET /engagements/{engagement}/workpapers/{file}', { ...paper('workpapers.md'), query: {} });
  const json = useAddress('GET /engagements/{engagement}/workpapers/{file}', { ...paper('workpapers.json'), query: {} });
  const nothing = engagement.populations.every((one) => one.frozen === null) ? 'Nothing is frozen yet, so there is nothing to do again.' : undefined;
  return (
    <>
      <PageHead
        crumbs={[{ text: 'Audit', href: '/audit' }, { text: <Untrusted text={id} mono /> }]}
        title={titleOf(engagement)}
        sub={
          <>
            <Untrusted text={firm} />, audit <span className="mono">{audit}</span>, Type {period.type},{' '}
            {dayRangeText(period.first, period.last, { year: true })}
            {closed !== null && '; closed'}. What the machine judged and what the auditor marked stand side by side; neither changes the other.
          </>
        }
        actions={
          <>
            <Button href={pdf} download={`${id}-workpapers.pdf`} label="Workpapers, PDF">
              PDF
            </Button>
            <Button href={md} download={`${id}-workpapers.md`} label="Workpapers, Markdown">
              Markdown
            </Button>
            <Button href={json} download={`${id}-workpapers.json`} label="Workpapers, JSON">
              JSON
            </Button>
            <Button main onClick={() => void start()} disabledReason={nothing ?? (again.pending ? 'It is being started.' : undefined)}>
              Do it again
            </Button>
          </>
        }
      />
      {again.problem !== null && <ProblemNote problem={again.problem} />}
      {work !== undefined && <WorkProgress work={work}>{(result) => <Again result={result} />}</WorkProgress>}
    </>
  );
}

interface Done {
  readonly what: 'population' | 'outcomes' | 'sample';
  readonly name: string;
  readonly same: boolean;
  readonly sentence: string;
}

/** What differs is told one by one; what came out alike is counted. */
function Again({ result }: { result: unknown }) {
  const { done } = result as { readonly done: readonly Done[] };
  const differing = done.filter((one) => !one.same);
  const shown = [...differing, ...done.filter((one) => one.same && one.what === 'sample')];
  const alike = (what: Done['what'], one: string, many: string) => {
    const all = done.filter((its) => its.what === what);
    return `${all.filter((its) => its.same).length} of ${counted(all.length, one, many)}`;
  };
  return (
    <Section
      title={differing.length === 0 ? 'Everything came out as it was frozen' : `${counted(differing.length, 'result')} did not come out as frozen`}
      note={`${alike('population', 'population', 'populations')}, ${alike('outcomes', 'check', 'checks')}, ${alike('sample', 'sample', 'samples')} alike`}
      strong
    >
      <List
        marks
        entries={shown.map((one) => ({
          key: `${one.what} ${one.name}`,
          lead: { state: one.same ? 'pass' : 'fail' },
          title: <Untrusted text={one.name} mono />,
          text: one.sentence,
        }))}
      />
    </Section>
  );
}

function titleOf(engagement: Engagement): string {
  const { tests, cells, tested, exceptions } = tallyOf(engagement);
  if (engagement.populations.every((one) => one.frozen === null)) return `${counted(tests, 'test')}; no population is frozen yet.`;
  const found = exceptions === 0 ? 'no exception marked' : `${counted(exceptions, 'exception')} marked`;
  return `${tested.toLocaleString('en-US')} of ${counted(cells, 'cell')} in ${counted(tests, 'test')} marked as tested; ${found}.`;
}

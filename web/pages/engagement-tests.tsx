import { useWord } from '../api.ts';
import { controlPath, populationPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { SearchText } from '../judged/search-text.tsx';
import { oneOf } from '../judged/use-words.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Toggle, Tools } from '../ui/filters.tsx';
import { Go } from '../ui/go.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { countText } from '../ui/times.ts';
import { type Control, type Engagement, engagementPath, type Test } from './engagement-rules.ts';

interface Row {
  readonly control: Control;
  readonly test: Test;
}

const shows = ['sampled', 'exceptions', 'failed', 'unmarked', 'marked'] as const;
type Show = (typeof shows)[number];

const fits: Readonly<Record<Show, (test: Test) => boolean>> = {
  sampled: (test) => test.sample !== null,
  exceptions: (test) => test.counts.exceptions > 0,
  failed: (test) => test.attributes.some((one) => one.judged.fail > 0),
  unmarked: (test) => test.counts.unmarked > 0,
  marked: (test) => test.counts.tested > 0 || test.counts.notTested > 0,
};
const words: Readonly<Record<Show, string>> = {
  sampled: 'Sampled',
  exceptions: 'Exceptions marked',
  failed: 'Judged as failed',
  unmarked: 'Cells unmarked',
  marked: 'Begun',
};

/** The whole engagement as one matrix: each control, what it asks of which population, what the machine judged and what the auditor marked. */
export function Tests({ engagement }: { engagement: Engagement }) {
  const [word, setShow] = useWord('show');
  const [text] = useWord('text');
  const show = oneOf(word, shows, undefined);
  const all = engagement.controls.flatMap((control) => control.tests.map((test): Row => ({ control, test })));
  const sought = (text ?? '').trim().toLowerCase();
  const rows = all.filter(
    ({ control, test }) =>
      (show === undefined || fits[show](test)) &&
      (sought === '' || `${control.control} ${control.title} ${test.population}`.toLowerCase().includes(sought)),
  );
  const untested = engagement.controls.filter((one) => one.tests.length === 0);
  return (
    <>
      <div className="list-tools">
        <Tools end={<SearchText label="Control, population" />}>
          <Toggle on={show === undefined} onChange={() => setShow(undefined)} count={all.length}>
            All
          </Toggle>
          {shows.map((one) => (
            <Toggle
              key={one}
              on={show === one}
              onChange={(on) => setShow(on ? one : undefined)}
              count={all.filter(({ test }) => fits[one](test)).length}
            >
              {words[one]}
            </Toggle>
          ))}
        </Tools>
      </div>
      <DataTable
        label="Tests of the engagement"
        rows={rows}
        rowKey={(row) => `${row.control.control} ${row.test.population}`}
        rowHref={({ control, test }) => engagementPath(engagement.id, { control: control.control, population: test.population })}
        columns={[
          {
            key: 'control',
            head: 'Control',
            cell: ({ control }) => control.title,
          },
          {
            key: 'population',
            head: 'Population',
            width: 190,
            cell: ({ test }) => <PopulationCell engagement={engagement} test={test} />,
          },
          { key: 'attributes', head: 'Judged by Tickmark', width: 200, cell: ({ test }) => <Letters test={test} /> },
          {
            key: 'method',
            head: 'To be tested',
            width: 130,
            nowrap: true,
            cell: ({ test }) => (test.sample === null ? `all ${countText(test.items)}` : <b>{`${countText(test.items)} sampled`}</b>),
          },
          {
            key: 'marked',
            head: 'Marked',
            width: 120,
            align: 'right',
            nowrap: true,
            cell: ({ test: { counts } }) =>
              counts.tested + counts.notTested === 0 ? (
                <span className="n">none of {countText(counts.items)}</span>
              ) : (
                `${countText(counts.tested)} of ${countText(counts.items)}`
              ),
          },
          {
            key: 'exceptions',
            head: 'Exceptions',
            width: 84,
            align: 'right',
            tint: ({ test }) => (test.counts.exceptions > 0 ? 'fail' : undefined),
            cell: ({ test }) => (test.counts.exceptions === 0 ? <span className="n">–</span> : test.counts.exceptions),
          },
          {
            key: 'limit',
            head: 'Up to, at 95 %',
            width: 96,
            align: 'right',
            wideOnly: true,
            cell: ({ test }) => limitText(test),
          },
        ]}
        empty={<Empty says="No test of this engagement is like this." next={<Go href={engagementPath(engagement.id)}>Show all {all.length}</Go>} />}
      />
      <p className="n sm more">
        A cell is one item under one attribute. A, B, C … are the checks that a control asks of a population, with how many items fail and how many
        are not known. Up to: how high the rate of deviations in the population may be, one-sided.
      </p>
      {untested.length > 0 && (
        <p className="n sm">
          {counted(untested.length, 'pinned control')} {untested.length === 1 ? 'asks' : 'ask'} nothing of any population:{' '}
          {untested.map((one, place) => (
            <span key={one.control}>
              {place > 0 && ', '}
              <Go href={controlPath(one.control)}>{one.control}</Go>
            </span>
          ))}
          .
        </p>
      )}
    </>
  );
}

function PopulationCell({ engagement, test }: { engagement: Engagement; test: Test }) {
  const found = engagement.populations.find((one) => one.population === test.population);
  return (
    <>
      <Go href={`${populationPath(test.population)}?audit=${encodeURIComponent(engagement.audit)}`} className="q">
        {found?.title ?? test.population}
      </Go>
      {found?.frozen === null && <span className="unknown sm"> not frozen</span>}
      {found?.frozen?.phase === 'interim' && <span className="unknown sm"> interim</span>}
    </>
  );
}

function Letters({ test }: { test: Test }) {
  return (
    <span className="letters">
      {test.attributes.map(({ letter, judged, title }) => (
        <span key={letter} title={title}>
          <b>{letter}</b>
          {judged.fail === 0 &&
            judged.unknown === 0 &&
            (judged.pass > 0 ? <StateMark state="pass" /> : <StateMark state="no-items" label="nothing to test" />)}
          {judged.fail > 0 && (
            <>
              <StateMark state="fail" label="fail" /> {countText(judged.fail)}
            </>
          )}
          {judged.unknown > 0 && (
            <>
              <StateMark state="unknown" label="unknown" /> {countText(judged.unknown)}
            </>
          )}
        </span>
      ))}
    </span>
  );
}

/** The highest of its attributes; only of samples, and where it can be reckoned. */
function limitText({ sample, attributes }: Test) {
  const limits = attributes.flatMap((one) => (one.upperLimit.at95 === null ? [] : [one.upperLimit.at95]));
  if (sample === null || limits.length === 0) return <span className="n">–</span>;
  return `${(Math.ceil(Math.max(...limits) * 1000) / 10).toFixed(1)} %`;
}

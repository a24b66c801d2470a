import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { useAction, useAnswerIfAny } from '../api.ts';
import { Field, written } from '../judged/field.tsx';
import { counted } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { Copyable } from '../ui/copy.tsx';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Properties } from '../ui/properties.tsx';
import { Section } from '../ui/section.tsx';
import { countText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { useEngaged, Who } from './engagement-actor.tsx';
import { type Control, type Engagement, engagementPath, type Test, whyNot } from './engagement-rules.ts';

interface Props {
  engagement: Engagement;
  control: Control;
  test: Test;
}

/** The sample of this test, which anybody can draw again; or how to draw one. */
export function SampleSection(props: Props) {
  const { engagement, test } = props;
  const population = engagement.populations.find((one) => one.population === test.population);
  if (test.sample !== null) return <Drawn {...props} sample={test.sample} />;
  if (population?.frozen == null)
    return (
      <Section title="Sample" note="not frozen yet">
        <Empty
          says="A sample is drawn from a frozen population."
          next={<Go href={engagementPath(engagement.id, { part: 'populations' })}>Freeze populations</Go>}
        />
      </Section>
    );
  if (test.items === 0) return null;
  return <Draw {...props} of={population.frozen.items} />;
}

function Drawn({ engagement, control, test, sample }: Props & { sample: NonNullable<Test['sample']> }) {
  const { drawn, strata, seed, sha256, method, by, at, extensions } = sample;
  const extend = useAction('POST /engagements/{engagement}/samples/extend');
  const [actor] = useEngaged();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      control: control.control,
      population: test.population,
      more: Number(written(form, 'more')),
      reason: written(form, 'reason'),
      by: actor,
    };
    await extend.run({ params: { engagement: engagement.id }, body });
  };
  return (
    <Section title="Sample" note={`${counted(test.items, 'item')}${extensions.length > 0 ? `, ${test.items - drawn} of them added` : ''}`}>
      <Properties
        properties={[
          { name: 'How many', value: <Untrusted text={method} /> },
          { name: 'Strata', value: strata === 1 ? 'one: a simple sample' : `${strata} equal parts of the period` },
          {
            name: 'Drawn',
            value: (
              <>
                <Who engagement={engagement} id={by} />, <Moment at={at} />
              </>
            ),
          },
          {
            name: 'Seed',
            value: (
              <Copyable text={seed} of="the seed">
                <span className="mono">{seed.slice(0, 16)}…</span>
              </Copyable>
            ),
          },
          { name: 'Of rows', value: <span title={sha256}>sha256 {sha256.slice(0, 16)}…</span>, mono: true },
        ]}
      />
      {extensions.map((one) => (
        <Note key={one.at} lead={`${counted(one.items, 'item')} added.`}>
          <Untrusted text={one.reason} /> <Moment at={one.at} />
        </Note>
      ))}
      <details className="more">
        <summary>Add the next items of the same ranking</summary>
        <form className="form" onSubmit={(event) => void submit(event)}>
          <Field name="more" label="How many" value="5" />
          <Field name="reason" label="Why" kind="long" />
          {extend.problem !== null && <ProblemNote problem={extend.problem} />}
          <div className="acts">
            <Button type="submit" disabledReason={whyNot(engagement, actor, 'auditor', extend.pending)}>
              Extend the sample
            </Button>
          </div>
        </form>
      </details>
    </Section>
  );
}

type Way = 'table' | 'confidence' | 'judgement';

/** Draws the one sample of this test; it is drawn for good. */
function Draw({ engagement, control, test, of }: Props & { of: number }) {
  const draw = useAction('POST /engagements/{engagement}/samples');
  const [by] = useEngaged();
  const [way, setWay] = useState<Way>('table');
  const [table, setTable] = useState(engagement.tables[0]?.name ?? '');
  const [level, setLevel] = useState<'low' | 'typical' | 'high'>('typical');
  const [numbers, setNumbers] = useState({ confidence: '95', tolerable: '10', expected: '0', size: '25', strata: '1' });
  const [why, setWhy] = useState('');
  const number = (name: keyof typeof numbers) => Number(numbers[name]);
  const size =
    way === 'table'
      ? { by: 'table' as const, table, level }
      : way === 'confidence'
        ? {
            by: 'confidence' as const,
            confidence: number('confidence') / 100,
            tolerableRate: number('tolerable') / 100,
            expectedDeviations: number('expected'),
          }
        : { by: 'judgement' as const, size: number('size'), why };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { control: control.control, population: test.population, size, strata: number('strata'), by };
    await draw.run({ params: { engagement: engagement.id }, body });
  };
  const input = (name: keyof typeof numbers, label: string) => (
    <label className="field">
      <span>{label}</span>
      <input inputMode="decimal" value={numbers[name]} onChange={(event) => setNumbers({ ...numbers, [name]: event.currentTarget.value })} required />
    </label>
  );
  const chosenTable = engagement.tables.find((one) => one.name === table);
  return (
    <Section title="Draw a sample" note={`of ${countText(of)} items; else all are tested`} id="sample">
      <form className="form" onSubmit={(event) => void submit(event)}>
        <label className="field">
          <span>How many</span>
          <select value={way} onChange={(event) => setWay(event.currentTarget.value as Way)}>
            <option value="table">By a published table</option>
            <option value="confidence">By a confidence</option>
            <option value="judgement">By the auditor’s judgement</option>
          </select>
        </label>
        {way === 'table' && (
          <>
            <label className="field">
              <span>Table</span>
              <select value={table} onChange={(event) => setTable(event.currentTarget.value)}>
                {engagement.tables.map((one) => (
                  <option key={one.name} value={one.name}>
                    {one.name}
                  </option>
                ))}
              </select>
              <span className="n">{chosenTable?.source}</span>
            </label>
            {chosenTable?.levels === true && (
              <label className="field">
                <span>Level</span>
                <select value={level} onChange={(event) => setLevel(event.currentTarget.value as typeof level)}>
                  <option value="low">low</option>
                  <option value="typical">typical</option>
                  <option value="high">high</option>
                </select>
              </label>
            )}
          </>
        )}
        {way === 'confidence' && (
          <>
            {input('confidence', 'Confidence, per cent')}
            {input('tolerable', 'that fewer than, per cent, deviate')}
            {input('expected', 'with so many deviations expected')}
          </>
        )}
        {way === 'judgement' && (
          <>
            {input('size', 'Items')}
            <label className="field">
              <span>Why</span>
              <textarea value={why} onChange={(event) => setWhy(event.currentTarget.value)} maxLength={4000} required />
            </label>
          </>
        )}
        {way !== 'judgement' && <LiveSize engagement={engagement} control={control} test={test} size={size} />}
        {input('strata', 'Spread over so many equal parts of the period')}
        {draw.problem !== null && <ProblemNote problem={draw.problem} />}
        <div className="acts">
          <Button type="submit" disabledReason={whyNot(engagement, by, 'auditor', draw.pending)}>
            Draw the sample
          </Button>
        </div>
        <p className="n sm">
          It is drawn once. The id of the engagement, the control and the hash of the population give its seed, so that nobody can choose another.
        </p>
      </form>
    </Section>
  );
}

interface Sized {
  readonly by: string;
  readonly table?: string;
  readonly level?: 'low' | 'typical' | 'high';
  readonly confidence?: number;
  readonly tolerableRate?: number;
  readonly expectedDeviations?: number;
}

/** Milliseconds of pause in writing after which the size is asked for. */
const PAUSE = 300;

function LiveSize({ engagement, control, test, size }: Props & { size: Sized }) {
  const [{ by: _, ...asked }] = useDebouncedValue(size, PAUSE);
  const query = { control: control.control, population: test.population, ...asked };
  const { answer, problem } = useAnswerIfAny('GET /engagements/{engagement}/sample-size', { params: { engagement: engagement.id }, query });
  return (
    <p role="status" className={problem === null ? undefined : 'unknown'}>
      {problem?.detail}
      {problem === null && answer !== undefined && (
        <>
          <b>
            {countText(answer.size)} of {counted(answer.of, 'item')}.
          </b>{' '}
          <span className="n">{answer.note}</span>
        </>
      )}
    </p>
  );
}

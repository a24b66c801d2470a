import { useState } from 'react';
import { useAddress } from '../api.ts';
import { checkPath, controlPath } from '../judged/links.ts';
import { Button } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { Note } from '../ui/note.tsx';
import { Properties } from '../ui/properties.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { countText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { ActingAs } from './engagement-actor.tsx';
import { TestItems } from './engagement-items.tsx';
import { MarkForm } from './engagement-mark.tsx';
import { type Control, type Engagement, engagementPath, type Test } from './engagement-rules.ts';
import { SampleSection } from './engagement-sample.tsx';

/** One test: the items that are to be looked at by what is asked of them, what Tickmark judged, and the auditor's own marks. */
export function TestView({ engagement, control, test }: { engagement: Engagement; control: Control; test: Test }) {
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const title = engagement.populations.find((one) => one.population === test.population)?.title ?? test.population;
  const csv = useAddress('GET /engagements/{engagement}/workpapers/{file}', {
    params: { engagement: engagement.id, file: 'test.csv' },
    query: { control: control.control, population: test.population },
  });
  return (
    <Columns
      side={
        <>
          <ActingAs engagement={engagement} />
          <MarkForm engagement={engagement} control={control} test={test} chosen={chosen} onDone={() => choose(new Set())} />
          <SampleSection engagement={engagement} control={control} test={test} />
          <Asked test={test} />
        </>
      }
    >
      <Section
        title={
          <>
            {title}, for <Go href={controlPath(control.control)}>{control.title}</Go>
          </>
        }
        action={
          <span className="item-cells">
            <Button href={csv} download={`${engagement.id}-${control.control}-${test.population}.csv`}>
              CSV
            </Button>
            <Button href={engagementPath(engagement.id)}>All tests</Button>
          </span>
        }
        strong
      >
        <p className="s2 pad">
          <Untrusted text={control.promise} />
        </p>
        <div className="test-notes">
          {[...control.notes, ...test.notes].map((one) => (
            <Note key={one}>{one}</Note>
          ))}
        </div>
        <TestItems engagement={engagement} control={control} test={test} chosen={chosen} choose={choose} />
      </Section>
    </Columns>
  );
}

function Asked({ test }: { test: Test }) {
  return (
    <Section title="What is asked of each item" note={test.sample === null ? 'of all of them' : 'of those sampled'}>
      {test.attributes.map((one) => (
        <div key={one.letter} className="mark-said">
          <b>{one.letter}</b>{' '}
          <Go href={checkPath(one.attribute)} className="q">
            {one.title}
          </Go>
          <Properties
            properties={[
              { name: 'Asks', value: one.asks },
              { name: 'Version', value: one.pinned === one.version ? `${one.version}, as pinned` : `${one.version}; pinned ${one.pinned ?? 'none'}` },
              {
                name: 'Judged',
                value: `${countText(one.judged.items)} items: ${countText(one.judged.pass)} pass, ${countText(one.judged.fail)} fail, ${countText(one.judged.unknown)} not known, ${countText(one.judged.notOwed)} not owed, ${countText(one.judged.excluded)} excluded`,
              },
              {
                name: 'Marked',
                value: `${countText(one.counts.accepted)} accepted, ${countText(one.counts.exceptions)} exceptions, ${countText(one.counts.notTested)} not tested, ${countText(one.counts.unmarked)} unmarked`,
              },
              one.upperLimit.at95 !== null &&
                one.upperLimit.at90 !== null && {
                  name: 'Deviations up to',
                  value: `${percent(one.upperLimit.at90)} at 90 %, ${percent(one.upperLimit.at95)} at 95 %, one-sided`,
                },
            ]}
          />
          {one.upperLimit.notes.map((note) => (
            <p key={note} className="n sm">
              {note}
            </p>
          ))}
        </div>
      ))}
    </Section>
  );
}

/** Rounded up, as an upper limit is. */
function percent(rate: number): string {
  return `${(Math.ceil(rate * 1000) / 10).toFixed(1)} %`;
}

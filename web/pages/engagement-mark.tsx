import { type FormEvent, useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAction, useAnswerIfAny } from '../api.ts';
import { checkPath, itemPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { Outcome } from '../ui/state-mark.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import { useEngaged, Who } from './engagement-actor.tsx';
import { type Control, type Engagement, type Test, whyNot } from './engagement-rules.ts';

type Mark = 'accept' | 'exception' | 'not-tested';
type Item = AnswerOf<'GET /engagements/{engagement}/items'>['rows'][number];

const marks: readonly (readonly [Mark, string])[] = [
  ['accept', 'Accept'],
  ['exception', 'Exception'],
  ['not-tested', 'Not tested'],
];

interface Props {
  engagement: Engagement;
  control: Control;
  test: Test;
  chosen: ReadonlySet<string>;
  onDone: () => void;
}

/** The auditor's own mark on the chosen items, for one attribute: all of them are marked, or none. */
export function MarkForm({ engagement, control, test, chosen, onDone }: Props) {
  const run = useAction('POST /engagements/{engagement}/marks');
  const [by] = useEngaged();
  const [attribute, setAttribute] = useState(test.attributes[0]?.attribute ?? '');
  const [mark, setMark] = useState<Mark>('accept');
  const [note, setNote] = useState('');
  const place = { control: control.control, population: test.population };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await run.run({ params: { engagement: engagement.id }, body: { ...place, items: [...chosen], attribute, mark, note, by } });
    if (done !== undefined) {
      setNote('');
      onDone();
    }
  };
  const reason = whyNot(engagement, by, 'auditor', run.pending) ?? (chosen.size === 0 ? 'Choose items in the matrix first.' : undefined);
  return (
    <Section title="Mark" note={chosen.size === 0 ? 'no item chosen' : `${counted(chosen.size, 'item')} chosen`} id="mark">
      {chosen.size === 1 && <ChosenItem engagement={engagement} item={[...chosen][0] ?? ''} place={place} />}
      <form className="form" onSubmit={(event) => void submit(event)}>
        {test.attributes.length > 1 && (
          <label className="field">
            <span>Attribute</span>
            <select value={attribute} onChange={(event) => setAttribute(event.currentTarget.value)}>
              {test.attributes.map((one) => (
                <option key={one.attribute} value={one.attribute}>
                  {one.letter}: {one.title}
                </option>
              ))}
            </select>
          </label>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: three buttons of which one is pressed. */}
        <span className="seg" role="group" aria-label="Mark">
          {marks.map(([key, text]) => (
            <Button key={key} pressed={mark === key} onClick={() => setMark(key)}>
              {text}
            </Button>
          ))}
        </span>
        <label className="field">
          <span>Note</span>
          <textarea value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={4000} />
          <span className="n">Needed unless it accepts what passes: what was looked at, and what was seen.</span>
        </label>
        {run.problem !== null && <ProblemNote problem={run.problem} />}
        <div className="acts">
          <Button type="submit" main disabledReason={reason}>
            Mark {counted(chosen.size, 'item')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** What is known of the one item that is chosen: what Tickmark judged of it, with why, and every mark that it ever had. */
function ChosenItem({ engagement, item, place }: { engagement: Engagement; item: string; place: { control: string; population: string } }) {
  const query = { ...place, show: 'all' as const, text: item.slice(0, 200), limit: 5 };
  const { answer } = useAnswerIfAny('GET /engagements/{engagement}/items', { params: { engagement: engagement.id }, query });
  const found = answer?.rows.find((one) => one.item === item);
  if (found === undefined) return null;
  return (
    <div className="mark-said">
      <p>
        <b>
          <Untrusted text={found.title} />
        </b>{' '}
        <Untrusted text={found.item} mono />
      </p>
      <p className="s2">
        <Untrusted text={found.because} /> {found.leaf !== null && <Go href={`/evidence/${found.leaf}`}>Evidence</Go>}
      </p>
      {found.cells.map((one) => (
        <CellFacts key={one.attribute} engagement={engagement} item={found} cell={one} />
      ))}
    </div>
  );
}

function CellFacts({ engagement, item, cell }: { engagement: Engagement; item: Item; cell: Item['cells'][number] }) {
  const { letter, attribute, machine, mark, earlier, response } = cell;
  const all = [...earlier, ...(mark === null ? [] : [mark])];
  return (
    <div>
      {machine !== null && (
        <p>
          <Outcome state={machine.outcome}>
            <b>{letter}</b> <Untrusted text={machine.because} />
          </Outcome>{' '}
          <Go href={itemPath(attribute, item.item)} label={`${item.title} under ${attribute}`}>
            Why
          </Go>
        </p>
      )}
      {machine === null && (
        <p className="n">
          <Go href={checkPath(attribute)}>{attribute}</Go> asks nothing of it.
        </p>
      )}
      {response !== null && (
        <p className="s2">
          Management: <Untrusted text={response} />
        </p>
      )}
      {all.map((one) => (
        <p key={one.at + one.mark} className="n">
          {one === mark ? 'Marked' : 'Marked before'} {one.mark} by <Who engagement={engagement} id={one.by} />, <Moment at={one.at} />
          {one.note !== '' && (
            <>
              : <Untrusted text={one.note} />
            </>
          )}
        </p>
      ))}
    </div>
  );
}

import type { AnswerOf } from '../../src/client/call.ts';
import { useWord } from '../api.ts';
import { checkPath, controlPath, itemPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Person } from '../judged/person.tsx';
import { RespondForm } from '../judged/respond-form.tsx';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { Note } from '../ui/note.tsx';
import { Properties } from '../ui/properties.tsx';
import { Section } from '../ui/section.tsx';
import { Outcome } from '../ui/state-mark.tsx';
import { durationText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';

export type Row = AnswerOf<'GET /exceptions'>['rows'][number];

const PLACE = 'exception';

/** Where there is one column it stands above the list; whoever chose further down is taken to it. */
export function showChosen(): void {
  document.getElementById(PLACE)?.scrollIntoView({ block: 'nearest' });
}

export function keyOf(one: Row): string {
  return `${one.check} ${one.item} ${one.from}`;
}

/** Nobody should answer one exception and mean another. */
export function NotDrawn() {
  return (
    <Section title="The exception of this address is not among these" strong>
      <p className="s2 pad">Filters leave it out, or it is not known at this instant. Choose one of the list.</p>
    </Section>
  );
}

/** One exception: why, how long, what ends it, and what management says. */
export function One({ one }: { one: Row }) {
  const { response } = one;
  const [answering, answer] = useWord('answer');
  return (
    <>
      <Section id={PLACE} title={<Untrusted text={one.title} />} strong>
        <p className="s2 pad">
          <Outcome state={one.state === 'excluded' ? 'excluded' : 'fail'}>{stoodText(one)}</Outcome>
        </p>
        <Note edge="fail">
          <Untrusted text={one.because} />
        </Note>
        <Properties
          properties={[
            { name: 'From', value: <Moment at={one.from} utc="beside" /> },
            { name: 'Until', value: one.until === null ? 'still open' : <Moment at={one.until} utc="beside" /> },
            one.due !== null && { name: 'Was due', value: <Moment at={one.due} utc="beside" /> },
            { name: 'Check', value: <Go href={checkPath(one.check)}>{one.checkTitle}</Go> },
            { name: 'Item', value: <Go href={itemPath(one.check, one.item)}>Its spans, and what they rest on</Go> },
            { name: one.controls.length === 1 ? 'Control' : 'Controls', value: <Controls of={one} /> },
            { name: 'Before', value: one.repeats === 0 ? 'not seen before' : `failed ${counted(one.repeats, 'time')} before` },
            one.excludedBy !== null && { name: 'Excluded by', value: <ExcludedBy id={one.excludedBy} /> },
          ]}
        />
      </Section>
      <Section title="What ends it" strong>
        <p className="s2 pad">
          <Untrusted text={one.mend} />
        </p>
      </Section>
      <Section title="What management says" strong>
        {answering === keyOf(one) ? (
          <RespondForm check={one.check} item={one.item} onDone={() => answer(undefined)} />
        ) : response === null ? (
          <Empty
            says="Management has not answered yet."
            from="An auditor asks for the cause, what is made of it, and what will be done by when. It is sealed, and stands beside the exception."
            next={<Button onClick={() => answer(keyOf(one))}>Answer the exception</Button>}
          />
        ) : (
          <Properties
            properties={[
              { name: 'Cause', value: <Untrusted text={response.cause} /> },
              { name: 'Response', value: <Untrusted text={response.response} /> },
              response.action !== null && { name: 'Action', value: <Untrusted text={response.action} /> },
              response.due !== null && { name: 'By', value: response.due },
              { name: 'Said by', value: <Person id={response.by} /> },
              { name: 'Sealed', value: <Moment at={response.at} utc="beside" /> },
              { name: 'Changed', value: <Button onClick={() => answer(keyOf(one))}>Answer anew</Button> },
            ]}
          />
        )}
      </Section>
    </>
  );
}

function ExcludedBy({ id }: { id: string }) {
  return (
    <Go href={`/exclusions?exclusion=${encodeURIComponent(id)}`}>
      <Untrusted text={id} />
    </Go>
  );
}

function stoodText({ state, milliseconds }: Row): string {
  const lasted = milliseconds <= 1 ? 'at one instant' : `for ${durationText(milliseconds)}`;
  if (state === 'open') return `Open ${lasted}`;
  return state === 'ended' ? `Failed ${lasted}` : `Excluded; failed ${lasted}`;
}

function Controls({ of }: { of: Row }) {
  return of.controls.map((one) => (
    <div key={one.id}>
      <Go href={controlPath(one.id)}>{one.title}</Go> <span className="n">{one.criteria.join(', ')}</span>
    </div>
  ));
}

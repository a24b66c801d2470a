import { useParams } from '@tanstack/react-router';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer } from '../api.ts';
import { checkPath, controlPath, itemPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Person } from '../judged/person.tsx';
import { Button } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { List } from '../ui/list.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Properties } from '../ui/properties.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { Outcome } from '../ui/state-mark.tsx';
import type { State } from '../ui/states.ts';
import { countText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { Happened } from './change-happened.tsx';
import { ChangeLines } from './change-lines.tsx';
import './change.css';

type Change = AnswerOf<'GET /changes/{item}'>;
type Finding = Change['findings'][number];
type Exception = Change['exceptions'][number];

/** One change, from its ticket to production: what was told of it on one line of time, and what was found of it. */
export default function ChangePage() {
  const { item } = useParams({ strict: false }) as { item: string };
  const change = useAnswer('GET /changes/{item}', { params: { item } });
  return (
    <>
      <PageHead
        crumbs={[
          { text: 'Changes', href: '/populations/changes' },
          {
            text: (
              <Untrusted text={`${change.repository}${change.pullRequest === null ? `@${change.landed.slice(0, 7)}` : ` #${change.pullRequest}`}`} />
            ),
          },
        ]}
        title={<Untrusted text={change.title} />}
        sub={<Sub change={change} />}
        actions={<Actions change={change} />}
      />
      <Columns side={<Side change={change} />}>
        <ChangeLines change={change} />
        <Happened change={change} />
      </Columns>
    </>
  );
}

const order = ['fail', 'unknown', 'pass', 'not-owed'] as const;

function sorted(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
}

function stateOf({ outcome, excludedBy }: Finding): State {
  return excludedBy === null ? outcome : 'excluded';
}

function Sub({ change }: { change: Change }) {
  return (
    <>
      By <Untrusted text={change.author} />, {change.method === 'direct' ? 'pushed to' : 'landed on'}{' '}
      <Untrusted text={`${change.repository} ${change.branch}`} mono /> <Moment at={change.landedAt} weekday />.{' '}
      {change.claimed && 'Only a clone tells of it: its times are what its authors claimed. '}
      {foundOf(change)}
    </>
  );
}

/** What was found, in a sentence; each finding has its own at the side. */
function foundOf({ findings }: Change): string {
  const asked = findings.filter((one) => one.outcome !== 'not-owed');
  if (asked.length === 0) return 'Nothing is asked of it.';
  const said = (['fail', 'unknown'] as const).flatMap((outcome) => {
    const of = asked.filter((one) => one.outcome === outcome);
    const verb = outcome === 'fail' ? (of.length === 1 ? 'fails' : 'fail') : of.length === 1 ? 'is unknown' : 'are unknown';
    return of.length === 0 ? [] : [`${of.length} of ${counted(asked.length, 'attribute')} ${verb}: ${of.map((one) => `“${one.title}”`).join(', ')}.`];
  });
  return said.length > 0 ? said.join(' ') : `${asked.length === 1 ? 'The one attribute stands' : `All ${asked.length} attributes stand`}.`;
}

function changePath(item: string): string {
  return `/changes/${encodeURIComponent(item)}`;
}

function Actions({ change }: { change: Change }) {
  const { previous, following, evidence, place, of } = change;
  return (
    <>
      {previous === null ? (
        <Button disabledReason={`It is the first of ${counted(of, 'change')}.`}>← Before</Button>
      ) : (
        <Button href={changePath(previous.item)} title={previous.title}>
          ← {countText(place - 1)}
        </Button>
      )}
      {following === null ? (
        <Button disabledReason={`It is the last of ${counted(of, 'change')}.`}>After →</Button>
      ) : (
        <Button href={changePath(following.item)} title={following.title}>
          {countText(place + 1)} →
        </Button>
      )}
      <Button href={`/populations/changes?item=${encodeURIComponent(change.item)}`}>In the population</Button>
      {evidence[0] !== undefined && (
        <Button main href={`/evidence/${leadOf(change)}`}>
          Evidence
        </Button>
      )}
    </>
  );
}

/** The entry that tells of the change itself. */
function leadOf({ evidence }: Change): number | undefined {
  return (evidence.findLast((one) => one.kind === 'change') ?? evidence[0])?.leaf;
}

function Side({ change }: { change: Change }) {
  const { findings, exceptions, evidence } = change;
  return (
    <>
      <Section title="Findings" note={counted(findings.length, 'attribute')} strong>
        <List
          marks
          entries={sorted(findings).map((one) => ({
            key: one.check,
            lead: { state: stateOf(one) },
            title: one.title,
            href: itemPath(one.check, change.item),
            text: (
              <>
                <Untrusted text={one.because} />
                {one.claimed && ' It rests on times that a client claimed.'}
              </>
            ),
          }))}
        />
      </Section>
      {exceptions.map((one) => (
        <OneException key={`${one.check} ${one.from}`} one={one} item={change.item} />
      ))}
      <Section title="Raw evidence" note={counted(evidence.length, 'entry', 'entries')} strong>
        <Properties
          properties={evidence.map((one) => ({
            name: `${one.what} · ${countText(one.leaf)}`,
            value: (
              <Go href={`/evidence/${one.leaf}`}>
                <Untrusted text={one.name ?? `leaf ${one.leaf}`} />
              </Go>
            ),
          }))}
        />
      </Section>
    </>
  );
}

function OneException({ one, item }: { one: Exception; item: string }) {
  const { response } = one;
  const [state, words] = one.excludedBy !== null ? (['excluded', 'excluded'] as const) : (['fail', one.until === null ? 'open' : 'ended'] as const);
  return (
    <Section title="Exception" note={<Outcome state={state}>{words}</Outcome>} strong>
      <Properties
        properties={[
          { name: 'Check', value: <Go href={itemPath(one.check, item)}>{one.title}</Go> },
          {
            name: one.controls.length === 1 ? 'Control' : 'Controls',
            value: one.controls.map((control) => (
              <div key={control.id}>
                <Go href={controlPath(control.id)}>{control.title}</Go>
              </div>
            )),
          },
          {
            name: 'Cause',
            value: response === null ? <span className="unknown">Management has not answered yet.</span> : <Untrusted text={response.cause} />,
          },
          response !== null && { name: 'Response', value: <Untrusted text={response.response} /> },
          response?.action != null && { name: 'Action', value: <Untrusted text={response.action} /> },
          response?.due != null && { name: 'By', value: response.due },
          response !== null && { name: 'Said by', value: <Person id={response.by} /> },
          one.due !== null && { name: 'Was due', value: <Moment at={one.due} utc="beside" /> },
          { name: 'Before', value: one.repeats === 0 ? 'not seen before' : `it failed ${counted(one.repeats, 'time')} before` },
          {
            name: 'Also hit',
            value:
              one.others === 0 ? (
                'no other change of this period'
              ) : (
                <>
                  <Go href={`${checkPath(one.check)}?outcome=fail`}>{counted(one.others, 'other change')}</Go> of this period
                </>
              ),
          },
          { name: 'What ends it', value: one.mend },
        ]}
      />
    </Section>
  );
}

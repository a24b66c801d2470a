import type { ReactNode } from 'react';
import { useState } from 'react';
import { useAction, useAnswer } from '../api.ts';
import { counted } from '../judged/outcome-words.ts';
import { WorkProgress } from '../judged/work-progress.tsx';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Note } from '../ui/note.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Timeline, TimelineRow } from '../ui/timeline.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import './connect.css';

const YEAR = 365 * 86_400_000;

/** In place of every page that judges, until somebody has looked: three steps to the first results, and what will be here then. */
export default function WelcomePage() {
  const installation = useAnswer('GET /installation');
  const { connections, program, configuration, now, working } = installation;
  const collect = useAction('POST /work/collect');
  const [started, setStarted] = useState<string>();
  const work = started ?? (working?.kind === 'collect' ? working.id : undefined);
  const lookNow = async () => setStarted((await collect.run({ body: {} }))?.id);
  const until = Date.parse(now);
  return (
    <>
      <PageHead
        title={connections === 0 ? 'Nothing is known yet: nothing is connected.' : 'Nothing is known yet: nobody has looked.'}
        sub="Tickmark judges what it has seen, over the whole period, and says what nobody saw. Three steps lead to the first results."
      />
      {configuration.sentence !== null && (
        <Note edge="unknown" lead="tickmark.yaml cannot be used.">
          <Untrusted text={configuration.sentence} />
        </Note>
      )}
      <Columns side={<Side />}>
        <ol className="welcome-steps">
          <Step
            number={1}
            done={connections > 0}
            title="Connect the code host, or a clone"
            says={
              connections > 0
                ? `${counted(connections, 'connection')} in ${configuration.name}. More can follow at any time.`
                : 'Who changed what, who approved it, who may do what. Tickmark only reads, and tests the connection before it keeps anything.'
            }
            acts={
              <>
                <Button href="/connect?kind=github" main={connections === 0}>
                  Connect GitHub
                </Button>
                <Button href="/connect?kind=git">Read a clone</Button>
              </>
            }
          />
          <Step
            number={2}
            done={program}
            title="Write the program as code"
            says={
              program
                ? 'The policies and records are connected.'
                : 'Policies, scope and records as text in Git. Tickmark drafts them. It can wait: what rests on a policy is judged by Tickmark’s defaults until then.'
            }
            acts={<Button href="/connect?kind=program">Draft a program</Button>}
          />
          <Step
            number={3}
            done={false}
            title="Look"
            says="The first look takes seconds for a clone, and minutes for a large organization. Everything that it sees is sealed in the ledger."
            acts={
              <Button
                main={connections > 0}
                onClick={() => void lookNow()}
                disabledReason={whyNoLook(connections, configuration.state, collect.pending || (work !== undefined && working !== null))}
              >
                Look now
              </Button>
            }
          />
        </ol>
        {collect.problem !== null && <ProblemNote problem={collect.problem} />}
        {work !== undefined && <WorkProgress work={work}>{() => <Note lead="Looked.">The first results are being judged.</Note>}</WorkProgress>}
        <Section title="What will be here" note="the shape of it, without anything in it">
          <div className="welcome-here">
            <Timeline label="The period on one axis, empty as yet" axis={{ from: until - YEAR, until }} labelWidth={232} figureWidth={88}>
              <TimelineRow label="Observed, week by week" />
              <TimelineRow label="Controls without exceptions" />
              <TimelineRow label="Each control, on each day" />
              <TimelineRow label="Exceptions, open and ended" />
            </Timeline>
          </div>
          <p className="sm s2 connect-pad">
            Every control over the whole period and not only today; every population with each of its items; every exception with its sentence; and
            for each of them the evidence, with its proof. What was not seen is drawn as not seen.
          </p>
        </Section>
      </Columns>
    </>
  );
}

function whyNoLook(connections: number, state: string, busy: boolean): string | undefined {
  if (state === 'malformed' || state === 'unreadable') return 'tickmark.yaml cannot be used. What is wrong with it is said above.';
  if (connections === 0) return 'Nothing is connected yet. Connect something first.';
  return busy ? 'Somebody is looking already.' : undefined;
}

interface StepProps {
  number: number;
  done: boolean;
  title: string;
  says: string;
  acts: ReactNode;
}

function Step({ number, done, title, says, acts }: StepProps) {
  return (
    <li>
      <span className="no">{done ? <StateMark state="pass" label="done" /> : number}</span>
      <div>
        <h2>{title}</h2>
        <p>{says}</p>
      </div>
      <div className="acts">{acts}</div>
    </li>
  );
}

function Side() {
  return (
    <>
      <Section title="What it asks, and what it does not" strong>
        <p className="sm s2 connect-pad">
          Tickmark runs on this machine and only ever reads. Nothing leaves the machine but the questions to what you connect. Secrets are sealed
          under a key of their own and never shown again.
        </p>
      </Section>
      <Section title="See it with a year in it first" strong>
        <p className="sm s2 connect-pad">The demo lives through a year of an invented company, in a data directory of its own.</p>
        <CodeBlock of="the command" text="npm run demo" />
      </Section>
    </>
  );
}

import { use } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswerIfAny } from '../api.ts';
import { CopyButton } from '../ui/copy.tsx';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { ProofPath } from '../ui/proof-path.tsx';
import { Properties } from '../ui/properties.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { countText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { verdictOf } from './evidence-proof.ts';

type Item = AnswerOf<'GET /evidence/{leaf}'>;
type Verdict = Awaited<ReturnType<typeof verdictOf>>;

const verdictWords = {
  holds: ['pass', 'Included, checked in this browser'],
  fails: ['fail', 'Not proven: what came does not hold together'],
  'not-checked': ['unknown', 'Not all of it could be checked in this browser'],
} as const;

const stepStates = { holds: 'pass', fails: 'fail', erased: 'excluded', 'not-checked': 'unknown' } as const;

/** The place of an entry in the log, recomputed here from what the server sent. */
export function Seal({ item }: { item: Item }) {
  const verdict = use(verdictOf(item));
  const { proof } = item;
  const [state, words] = verdictWords[verdict.state];
  return (
    <>
      <p className={`verdict ${state}`} role="status">
        <StateMark state={state} label="" />
        <span>{words}</span>
      </p>
      <ol className="proof-steps">
        {verdict.steps.map((one) => (
          <li key={`${one.step} ${one.sentence}`}>
            <StateMark state={stepStates[one.state]} label={one.state === 'fails' ? 'does not hold' : one.state} />
            <span>
              <Untrusted text={one.sentence} />
            </span>
          </li>
        ))}
      </ol>
      <Properties
        properties={[
          {
            name: 'SHA-256',
            mono: true,
            value: (
              <>
                <span className="leafhash">{verdict.leafHash}</span> <CopyButton text={verdict.leafHash} of="hash of the leaf" />
              </>
            ),
          },
          { name: 'Leaf', value: `${countText(item.leaf)} of ${countText(proof.checkpoint.size)}` },
          {
            name: 'Checkpoint',
            value: (
              <>
                {countText(proof.checkpoint.size)}, <Moment at={proof.checkpoint.recorded} utc="beside" />
              </>
            ),
          },
          { name: 'Signed by', value: <Signers verdict={verdict} /> },
          { name: 'Held outside', value: <HeldOutside /> },
        ]}
      />
      <ProofPath leaf={verdict.leafHash} path={proof.path} root={proof.checkpoint.root} checked={holdsTo(verdict)} />
    </>
  );
}

/** Whether the path from the leaf to the root was recomputed and led there. */
function holdsTo({ steps }: Verdict): boolean {
  return steps.some((one) => one.step === 'inclusion' && one.state === 'holds');
}

function Signers({ verdict }: { verdict: Verdict }) {
  return (
    <>
      {verdict.signers.map((one) => (
        <div key={one} className="mono leafhash">
          <Untrusted text={one} />
        </div>
      ))}
      <span className="n no-print">The key came from this server. Hold it against the one that you were given.</span>
    </>
  );
}

function HeldOutside() {
  const { answer } = useAnswerIfAny('GET /ledger');
  if (answer === undefined) return <Go href="/ledger">See the ledger</Go>;
  const agreeing = answer.witnesses.filter((one) => one.state === 'same' || one.state === 'older');
  if (agreeing.length === 0) return <Go href="/ledger">No witness outside keeps a checkpoint</Go>;
  return (
    <Go href="/ledger">
      <Untrusted text={agreeing.map((one) => one.title).join(', ')} />
    </Go>
  );
}

export function SealBeingChecked() {
  return (
    <p className="verdict" role="status">
      <span>It is being checked in this browser.</span>
    </p>
  );
}

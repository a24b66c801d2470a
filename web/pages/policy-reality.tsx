import type { AnswerOf } from '../../src/client/call.ts';
import { checkPath } from '../judged/links.ts';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import { namedBy } from './policies-words.ts';

type Parameter = AnswerOf<'GET /policies/{policy}'>['parameters'][number];

/** A number of a policy, and how what happened compares with it: a sentence for each check that was judged by it. */
export function Reality({ parameter, detailed = false }: { parameter: Parameter; detailed?: boolean }) {
  const { name, title, written, checks, counts, why, since, earlier } = parameter;
  return (
    <div className="reality">
      <p className="promise-of" title={name}>
        {title ?? <Untrusted text={name} mono />}{' '}
        <b>
          <Untrusted text={written} />
        </b>
        {detailed && <span className="n mono"> {name}</span>}
      </p>
      <div>
        {!counts && <p className="n">It does not count. {why}</p>}
        {detailed && since !== null && (
          <p className="n">
            In this wording since <Moment at={since} utc="hover" />.
          </p>
        )}
        {detailed &&
          earlier.map((one) => (
            <p key={one.until} className="n">
              Before <Moment at={one.until} />: <Untrusted text={one.written} /> ({namedBy(one.policy)}).
            </p>
          ))}
        {checks.map((one) => (
          <p key={one.check} className="found">
            <StateMark state={one.state} />
            <span>
              <Go href={checkPath(one.check)} className="q">
                {one.title}
              </Go>
              {': '}
              {one.says}
            </span>
          </p>
        ))}
      </div>
    </div>
  );
}

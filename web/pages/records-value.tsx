import type { AnswerOf } from '../../src/client/call.ts';
import { Moment } from '../ui/moment.tsx';
import { Untrusted } from '../ui/untrusted.tsx';

type Value = AnswerOf<'GET /records/{kind}'>['rows'][number]['fields'][number]['value'];

/** A value as a record holds it: lines, of which an instant is one. */
export function ReadableValue({ value, most = Number.POSITIVE_INFINITY }: { value: Value; most?: number }) {
  const shown = value.lines.slice(0, most);
  const left = value.lines.length - shown.length + value.more;
  return (
    <>
      {shown.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity than their place.
        <div key={place} className={value.untold || line.text === 'none' ? 'n' : undefined}>
          {line.at === null ? <Untrusted text={line.text} /> : <Moment at={line.at} />}
        </div>
      ))}
      {left > 0 && <div className="n">and {left} more</div>}
    </>
  );
}

import type { AnswerOf } from '../../src/client/call.ts';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { durationText } from '../ui/times.ts';

type Detail = AnswerOf<'GET /populations/{population}'>;

/** A population without items. That it did not occur, and that nobody saw whether it did, are two sentences. */
export function PopulationEmpty({ detail, from, horizon }: { detail: Detail; from: string; horizon: string }) {
  const over = (
    <>
      from <Moment at={from} /> to <Moment at={horizon} />
    </>
  );
  const heads = detail.attributes.map((one) => (
    <span key={one.letter} className="chip" title={one.asks}>
      <b>{one.letter}</b> {one.name}
    </span>
  ));
  const asked = heads.length > 0 && <p className="tools">{heads}</p>;
  if (detail.empty === 'did-not-occur') {
    return (
      <Empty
        says={<b>It did not occur, {over}.</b>}
        from="All of that time was seen, and there was no item. An attribute of nothing neither passes nor fails."
      >
        {asked}
      </Empty>
    );
  }
  const { unseen, looks } = detail.completeness;
  return (
    <Empty
      says={<b className="unknown">No item was seen, and nobody knows whether there was one, {over}.</b>}
      from={
        looks === 0
          ? 'Nobody looked at it.'
          : `Nobody was looking for ${durationText(unseen)} of it. The gaps stand at the side, each with its reason.`
      }
      next={<Go href="/connections">Connect what can tell</Go>}
    >
      {asked}
    </Empty>
  );
}

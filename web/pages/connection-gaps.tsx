import type { AnswerOf } from '../../src/client/call.ts';
import { counted } from '../judged/outcome-words.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { DurationText, Moment } from '../ui/moment.tsx';
import { Section } from '../ui/section.tsx';
import { Untrusted } from '../ui/untrusted.tsx';

type Detail = AnswerOf<'GET /connections/{connection}'>;
type Gap = Detail['gaps'][number];

export const reasonWords: Readonly<Record<Gap['reason'], string>> = {
  'before-first-look': 'before the first look',
  'lost-sight': 'lost sight',
  denied: 'denied',
  stale: 'nobody has looked since',
  held: 'held back',
  'not-told': 'not told',
  'looked-too-rarely': 'looked too rarely',
  'timed-out': 'timed out',
};

/** Every time after the first look in which something was not seen, with its reason and what to do. */
export function ConnectionGaps({ detail }: { detail: Detail }) {
  const { gaps, gapsInAll, looks } = detail;
  const note = gapsInAll > gaps.length ? `the newest ${gaps.length} of ${gapsInAll.toLocaleString('en-US')}` : 'the newest first';
  return (
    <Section title="What was not seen, and what to do" note={note}>
      <DataTable
        label="Gaps"
        rows={gaps}
        rowKey={(gap) => `${gap.from} ${gap.until} ${gap.reason} ${gap.why}`}
        maxHeight={420}
        columns={[
          { key: 'from', head: 'From', nowrap: true, width: 130, cell: (gap) => (gap.from === null ? 'the beginning' : <Moment at={gap.from} />) },
          {
            key: 'until',
            head: 'Until',
            nowrap: true,
            width: 130,
            cell: (gap) => (gap.open ? <span className="unknown">still so</span> : <Moment at={gap.until} />),
          },
          {
            key: 'long',
            head: 'Length',
            align: 'right',
            nowrap: true,
            cell: (gap) => (gap.from === null ? '' : <DurationText from={gap.from} until={gap.until} />),
          },
          { key: 'reason', head: 'Reason', nowrap: true, cell: (gap) => reasonWords[gap.reason] },
          {
            key: 'why',
            head: 'What happened, and what to do',
            cell: (gap) => (
              <>
                <Untrusted text={gap.why} />{' '}
                <span className="n">
                  {gap.feeds.join(', ')}
                  {gap.scopes > 1 ? ` · ${counted(gap.scopes, 'scope')}` : ''}
                </span>
              </>
            ),
          },
        ]}
        empty={
          looks === 0 ? (
            <Empty says="Nobody has looked yet, so nothing was seen at all." />
          ) : (
            <Empty says="Since the first look there was no gap." from={`${counted(looks, 'look')} saw everything that was to be seen.`} />
          )
        }
      />
    </Section>
  );
}

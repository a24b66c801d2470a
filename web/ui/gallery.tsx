import { useState } from 'react';
import type { Axis, Range } from './axis.ts';
import { Button } from './button.tsx';
import { Figures } from './figures.tsx';
import { Pick, SearchBox, Toggle, Tools } from './filters.tsx';
import { exampleItem, now, on, period, rows, selectedSpan, zone } from './gallery-data.ts';
import { DashboardRows, EvidenceExample } from './gallery-parts.tsx';
import { MarkLegend, SpanLegend, usualMarks, usualSpans } from './legend.tsx';
import { Limits } from './limits.tsx';
import { Matrix } from './matrix.tsx';
import { DurationText, Moment, ZoneProvider } from './moment.tsx';
import { PageHead } from './page-head.tsx';
import { Section } from './section.tsx';
import type { StateSpan } from './spans-at-zoom.ts';
import { StateMark } from './state-mark.tsx';
import { Strip } from './strip.tsx';
import { keyOf } from './strip-words.ts';
import { TimeBar } from './time-bar.tsx';
import { Timeline, TimelineRow, TimelineSays } from './timeline.tsx';
import { dayAt, dayText, startOfDay } from './times.ts';
import { Zoom } from './zoom.tsx';

/** Every part of the kit, with invented values. For looking at, and for pictures. */
export function Gallery() {
  const [at, setAt] = useState(now);
  return (
    <ZoneProvider zone={zone}>
      <TimeBar
        first="2026-01-01"
        last="2026-12-31"
        kind="Type 2 (example)"
        at={at}
        now={now}
        isNow={at === now}
        gaps={[
          { from: on('2026-03-11'), until: on('2026-03-13', 11), says: 'GitHub was not observed, 11–13 Mar' },
          { from: on('2026-08-18'), until: on('2026-08-24'), says: 'AWS was not observed, 18–24 Aug' },
        ]}
        onDay={(day) => setAt(day === undefined ? now : startOfDay(day, zone))}
      >
        As of{' '}
        <b>
          <Moment at={at} />
        </b>
        <span className="n opt"> CEST · as known now</span>
      </TimeBar>
      <main>
        <PageHead
          crumbs={[{ text: 'Checks', href: '#' }, { text: 'change' }, { text: <span className="mono">branch-refuses-unreviewed-push</span> }]}
          title="Examples: did every production branch refuse a push without review, at every moment?"
          sub="Every part of the kit, with invented values. None of it is a result."
          actions={
            <>
              <Button onClick={() => undefined}>Export</Button>
              <Button disabledReason="Only an auditor may draw a sample.">Draw a sample</Button>
              <Button main href="#evidence">
                Evidence
              </Button>
            </>
          }
        />
        <Figures
          asOf={at !== now && dayText(dayAt(at, zone), { year: false })}
          figures={[
            { label: 'Pass', value: '3', small: 'items, all of their time', state: 'pass', href: '#' },
            { label: 'Fail', value: '3', small: '6 d 16 h in all', state: 'fail', href: '#' },
            { label: 'Unknown', value: '11', small: '10 only in March', state: 'unknown', href: '#' },
            { label: 'Excluded', value: '1', small: 'by P. Novak', state: 'excluded', href: '#' },
            { label: 'Item-time passed', value: '97.2 %', small: 'of 4,152 d' },
          ]}
        />
        <ItemsOverTime at={at} />
        <DashboardRows />
        <ItemsByAttributes />
        <EvidenceExample />
      </main>
    </ZoneProvider>
  );
}

function ItemsOverTime({ at }: { at: number }) {
  const [selected, select] = useState<StateSpan | undefined>(selectedSpan);
  const [shown, setShown] = useState<Axis>(period);
  const [range, setRange] = useState<Range>('period');
  const [filter, setFilter] = useState(false);
  const key = selected === undefined ? undefined : keyOf(selected);
  return (
    <>
      <Tools
        end={
          <Zoom
            period={period}
            shown={shown}
            range={range}
            centre={selected?.from ?? at}
            onChange={(next, word) => {
              setShown(next);
              setRange(word);
            }}
          />
        }
      >
        <Toggle on={!filter} onChange={() => setFilter(false)}>
          All 18
        </Toggle>
        <Toggle on={filter} onChange={setFilter} state="fail" count={3} />
        <Toggle on={false} onChange={() => undefined} state="unknown" count={11} />
        <Toggle on={false} onChange={() => undefined} state="excluded" count={1} />
      </Tools>
      <Timeline
        label="Branches over time"
        axis={shown}
        now={at}
        gaps={[{ from: on('2026-03-11', 8.2), until: on('2026-03-13', 12.4), says: 'Nobody was looking, 11–13 March · 2 d 4 h' }]}
      >
        <Limits
          limits={[
            { from: period.from, until: on('2026-04-01'), says: '24 h · policy v3' },
            { from: on('2026-04-01'), until: now, says: '4 h · policy v4, §3.2' },
          ]}
        />
        {rows.map((row) => {
          const inRow = selected !== undefined && row.spans.some((span) => keyOf(span) === key && span.state === selected.state);
          return (
            <div key={`${row.name} ${row.branch}`}>
              <TimelineRow
                label={
                  <>
                    <StateMark state={row.state} />
                    <span className="cut">
                      <span className="s2">{row.name}</span> <span className="mono">{row.branch}</span>
                    </span>
                  </>
                }
                figure={<span className={row.figure === 'fails now' ? 'fail b' : 's2'}>{row.figure}</span>}
                selected={inRow}
              >
                <Strip name={`${row.name} ${row.branch}`} spans={row.spans} selected={inRow ? key : undefined} onSelect={select} />
              </TimelineRow>
              {inRow && selected !== undefined && (
                <TimelineSays at={(selected.from + selected.until) / 2}>
                  <b className={selected.state}>
                    {selected.state === 'fail' ? 'Failed' : selected.state} for <DurationText from={selected.from} until={selected.until} />.
                  </b>{' '}
                  From <Moment at={selected.from} weekday /> to <Moment at={selected.until} weekday />. {selected.title}
                </TimelineSays>
              )}
            </div>
          );
        })}
      </Timeline>
      <SpanLegend entries={[...usualSpans, ['not-owed', 'Not owed']]} />
    </>
  );
}

const attributes = [
  ['A', 'Ticket'],
  ['B', 'Approved by another'],
  ['C', 'Approval covers all'],
  ['D', 'Checks passed'],
  ['E', 'Not pushed directly'],
  ['F', 'Pipeline deployed'],
  ['G', 'Secrets scanned'],
] as const;

function ItemsByAttributes() {
  const [text, setText] = useState('');
  const [repository, setRepository] = useState('all');
  return (
    <Section title="Items by attributes" note="100,000 invented items" strong>
      <div style={{ height: 8 }} />
      <Tools
        end={
          <Pick
            label="Repository"
            value={repository}
            onChange={setRepository}
            options={[
              ['all', 'all 9'],
              ['berth-web', 'berth-web'],
            ]}
          />
        }
      >
        <SearchBox value={text} onChange={setText} label="Search items" placeholder="Title, author, commit, ticket" />
        <Toggle on count={100_000} onChange={() => undefined}>
          All
        </Toggle>
        <Toggle on={false} count={16} state="fail" onChange={() => undefined} />
      </Tools>
      <Matrix
        label="Changes by attributes"
        itemHead="Change"
        columns={[
          { key: 'repository', head: 'Repository', width: 118 },
          { key: 'landed', head: 'Landed ↓', width: 100 },
          { key: 'author', head: 'Author', width: 96 },
          { key: 'approver', head: 'Approved by', width: 100 },
        ]}
        attributes={attributes.map(([letter, name], index) => ({ letter, name, failed: index % 3 === 0 ? 474 : 12 * index, unknown: 14 }))}
        count={100_000}
        rowAt={exampleItem}
        legend={
          <MarkLegend
            entries={usualMarks}
            end={
              <span>
                <b className="sno">S07</b>drawn in the sample
              </span>
            }
          />
        }
      />
    </Section>
  );
}

import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer, useWord } from '../api.ts';
import { controlPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { Figures } from '../ui/figures.tsx';
import { Tools } from '../ui/filters.tsx';
import { Go } from '../ui/go.tsx';
import { MarkLegend } from '../ui/legend.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Section } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import './criteria.css';

type Criterion = AnswerOf<'GET /criteria'>['rows'][number];
type By = Criterion['by'];

const seen: Readonly<Record<By, string>> = {
  automated: 'by what systems tell',
  record: 'by records that people make',
  document: 'by a document alone',
  open: 'not at all',
};

const ways: readonly By[] = ['automated', 'record', 'document', 'open'];

/** Criteria coverage: what bears on each criterion, why, and how that is seen. */
export default function CriteriaPage() {
  const { rows, counts } = useAnswer('GET /criteria');
  const [by, setBy] = useWord('by');
  const shown = rows.filter((one) => one.inScope && (by === undefined || one.by === by));
  const outside = rows.filter((one) => !one.inScope);
  return (
    <>
      <PageHead
        title={titleOf(counts)}
        sub="How a criterion is seen is counted from what was asked and found, not from what is planned. A record shows that somebody did it and wrote it down; a document alone shows only that it was promised."
      />
      <Figures
        figures={ways.map((way) => ({
          label: `Seen ${seen[way]}`,
          value: counts[way].toLocaleString('en-US'),
          small: `of ${counts.inScope} criteria`,
          href: `/criteria?by=${way}`,
        }))}
      />
      <Tools>
        <Button pressed={by === undefined} onClick={() => setBy(undefined)}>
          All {counts.inScope}
        </Button>
        {ways.map((way) => (
          <Button
            key={way}
            pressed={by === way}
            onClick={() => setBy(way)}
            disabledReason={counts[way] === 0 ? `No criterion is seen ${seen[way]}.` : undefined}
          >
            {capital(seen[way])} · {counts[way]}
          </Button>
        ))}
      </Tools>
      {[...Map.groupBy(shown, (one) => one.series)].map(([series, criteria]) => (
        <Section key={series} title={series} note={counted(criteria.length, 'criterion', 'criteria')} id={series.split(' ')[0] ?? series}>
          <div className="criteria">
            {criteria.map((one) => (
              <CriterionRow key={one.criterion} one={one} />
            ))}
          </div>
        </Section>
      ))}
      <MarkLegend
        entries={[
          ['pass', 'without exceptions so far'],
          ['fail', 'has exceptions'],
          ['unknown', 'not known whole'],
          ['no-items', 'nothing was to be tested'],
        ]}
      />
      {by === undefined && outside.length > 0 && <Outside rows={outside} />}
    </>
  );
}

function titleOf({ inScope, automated, record, document, open }: AnswerOf<'GET /criteria'>['counts']): string {
  const rest = [`${record} by records`, ...(document > 0 ? [`${document} by documents alone`] : []), ...(open > 0 ? [`${open} not at all`] : [])];
  return `${automated} of ${inScope} criteria in scope are seen by what systems tell, ${rest.join(', ')}.`;
}

function CriterionRow({ one }: { one: Criterion }) {
  return (
    <article className="criterion" id={one.criterion}>
      <div>
        <h3>{one.criterion}</h3>
        <p className="s2">{one.asks}</p>
        <p className="n sm">Seen {seen[one.by]}</p>
      </div>
      {one.controls.length === 0 ? (
        <p className="n sm">No control of the program bears on it. Adopt one that does, or say in the description why it does not apply.</p>
      ) : (
        <ul>
          {one.controls.map((control) => (
            <li key={control.control}>
              <StateMark state={control.outcome} />
              <div>
                <Go href={controlPath(control.control)} className="q b">
                  {control.title}
                </Go>
                {control.exceptions.open > 0 && <span className="fail sm"> · {control.exceptions.open} open</span>}
                <p className="s2 sm">{control.reason}</p>
              </div>
              <span className="n sm">{seen[control.by]}</span>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

/** Categories that the program does not commit to: told, so that nobody thinks they were forgotten. */
function Outside({ rows }: { rows: readonly Criterion[] }) {
  return (
    <Section
      title="Not in scope"
      note={`${counted(rows.length, 'criterion', 'criteria')} of categories that the program does not commit to`}
      id="outside"
    >
      <p className="s2 criteria-outside">
        {[...Map.groupBy(rows, (one) => one.category)].map(([category, of]) => (
          <span key={category}>
            <b>{capital(category.replace('-', ' '))}</b> {of.map((one) => one.criterion).join(', ')}
          </span>
        ))}
      </p>
    </Section>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

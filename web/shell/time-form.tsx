import { Input } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import { type AnswerOf, ApiError } from '../../src/client/call.ts';
import type { Problem } from '../../src/client/problem.ts';
import { askOnce } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { dayRangeText } from '../ui/times.ts';
import type { View } from '../view.ts';
import { Dialog } from './dialog.tsx';
import { fieldsOf, lacking, type MomentFields, viewOfFields } from './time-fields.ts';
import { useBackToNow, useShowView } from './use-view.ts';

export interface TimeFormProps {
  readonly view: View;
  /** What is shown at present; undefined where the address asks for something that cannot be shown. */
  readonly judged: AnswerOf<'GET /view'> | undefined;
  readonly onClose: () => void;
}

/** Chooses what is judged. The server is asked before anything changes: a period that it refuses leaves the page as it is, and the reason here. */
export function TimeForm({ view, judged, onClose }: TimeFormProps) {
  const zone = judged?.period.zone ?? 'UTC';
  const [fields, setFields] = useState(() =>
    fieldsOf(view, { audit: judged?.period.audit ?? null, first: judged?.period.first ?? '', last: judged?.period.last ?? '', zone }),
  );
  const [problem, setProblem] = useState<Pick<Problem, 'code' | 'detail' | 'errors'> | null>(null);
  const [asking, setAsking] = useState(false);
  const show = useShowView();
  const backToNow = useBackToNow();

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const lacks = lacking(fields);
    if (lacks !== null) return setProblem({ code: 'view/incomplete', detail: lacks });
    const query = viewOfFields(fields, zone);
    setAsking(true);
    try {
      await askOnce('GET /view', { query });
      show(query);
      onClose();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.problem);
    } finally {
      setAsking(false);
    }
  };
  return (
    <Dialog label="Period and instant" className="time-form" onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <h2>Period and instant</h2>
        <PeriodFields judged={judged} period={fields.period} onPeriod={(period) => setFields({ ...fields, period })} />
        {fields.period === 'days' && (
          <div className="time-pair">
            <DayField label="First day" value={fields.from} onChange={(from) => setFields({ ...fields, from })} />
            <DayField label="Last day" value={fields.until} onChange={(until) => setFields({ ...fields, until })} />
          </div>
        )}
        <MomentFieldset
          legend="Judged up to"
          hint="Empty: now, or the end of the period. A day alone means its first instant."
          zone={zone}
          value={fields.at}
          onChange={(at) => setFields({ ...fields, at })}
        />
        <MomentFieldset
          legend="From what was known at"
          hint="Empty: from everything that is known today."
          zone={zone}
          value={fields.known}
          onChange={(known) => setFields({ ...fields, known })}
        />
        {problem !== null && <ProblemNote problem={problem} />}
        <div className="row-acts">
          <Button type="submit" main disabledReason={asking ? 'The server is being asked.' : undefined}>
            Show this
          </Button>
          <Button
            onClick={() => {
              backToNow();
              onClose();
            }}
          >
            Go back to now
          </Button>
          <Button onClick={onClose}>Close</Button>
        </div>
      </form>
    </Dialog>
  );
}

const field = { wrapper: 'bare', input: 'field-in' };

function PeriodFields(props: { judged: TimeFormProps['judged']; period: string; onPeriod: (period: string) => void }) {
  const id = useId();
  return (
    <div className="time-field">
      <label htmlFor={id}>Period</label>
      <Input
        component="select"
        classNames={field}
        id={id}
        data-autofocus
        value={props.period}
        onChange={(event) => props.onPeriod(event.currentTarget.value)}
      >
        {props.judged?.audits.map((audit) => (
          <option key={audit.id} value={audit.id}>
            {audit.id}: {dayRangeText(audit.first, audit.last)}, Type {audit.type}
          </option>
        ))}
        <option value="days">Two days</option>
      </Input>
    </div>
  );
}

function DayField({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  const id = useId();
  return (
    <div className="time-field">
      <label htmlFor={id}>{label}</label>
      <Input classNames={field} id={id} type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </div>
  );
}

function MomentFieldset(props: { legend: string; hint: string; zone: string; value: MomentFields; onChange: (value: MomentFields) => void }) {
  const id = useId();
  const { legend, hint, zone, value, onChange } = props;
  return (
    <fieldset aria-describedby={`${id}-hint`}>
      <legend>{legend}</legend>
      <div className="time-pair">
        <DayField label="Day" value={value.day} onChange={(day) => onChange({ ...value, day })} />
        <div className="time-field">
          <label htmlFor={id}>Time in {zone}</label>
          <Input
            classNames={field}
            id={id}
            type="time"
            value={value.time}
            onChange={(event) => onChange({ ...value, time: event.currentTarget.value })}
          />
        </div>
      </div>
      <p id={`${id}-hint`} className="n sm">
        {hint}
      </p>
    </fieldset>
  );
}

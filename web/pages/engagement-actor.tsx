import { useLocalStorage } from '@mantine/hooks';
import { useAnswerIfAny } from '../api.ts';
import { Person } from '../judged/person.tsx';
import { Section } from '../ui/section.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import { auditorName, type Engagement, sideOf } from './engagement-rules.ts';

/** Who acts in engagements on this machine; empty until somebody was chosen. Until there is sign-in, whoever sits here says so. */
export function useEngaged(): readonly [by: string, set: (by: string) => void] {
  const [by, set] = useLocalStorage<string>({ key: 'tickmark-engages', defaultValue: '', getInitialValueInEffect: false });
  return [by, set];
}

/** As whom one acts here: what is sealed names them. */
export function ActingAs({ engagement }: { engagement: Engagement }) {
  const { answer } = useAnswerIfAny('GET /people');
  const [by, setBy] = useEngaged();
  const people = answer?.rows ?? [];
  const side = sideOf(engagement, by);
  return (
    <Section title="Acting as" note={side === null ? 'nobody yet' : side === 'auditor' ? 'an auditor' : 'the company'} strong>
      <div className="form">
        <label className="field">
          <span className="vh">Acting as</span>
          <select value={by} onChange={(event) => setBy(event.currentTarget.value)}>
            <option value="">Choose somebody</option>
            <optgroup label={engagement.firm}>
              {engagement.auditors.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name} ({one.id})
                </option>
              ))}
            </optgroup>
            <optgroup label={engagement.organization}>
              {people.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name} ({one.id})
                </option>
              ))}
            </optgroup>
          </select>
          <span className="n">
            The auditor draws, marks and asks; the company provides and explains; either freezes. Each act is sealed with the name.
          </span>
        </label>
      </div>
    </Section>
  );
}

/** Somebody of either side by name. */
export function Who({ engagement, id }: { engagement: Engagement; id: string }) {
  const name = auditorName(engagement, id);
  return name === null ? (
    <Person id={id} />
  ) : (
    <span title={id}>
      <Untrusted text={name} />
    </span>
  );
}

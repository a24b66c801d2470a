import { useAnswerIfAny } from '../api.ts';
import { useDecider } from './decider.ts';

/** Who decides. Until there is sign-in, whoever sits here says so; the ledger keeps what was said. */
export function PersonPick() {
  const { answer } = useAnswerIfAny('GET /people');
  const [by, setBy] = useDecider();
  const people = answer?.rows ?? [];
  return (
    <label className="field">
      <span>Deciding as</span>
      <select className="pick" value={by} onChange={(event) => setBy(event.currentTarget.value)} required>
        <option value="">Choose somebody of the records</option>
        {people.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name} ({one.id})
          </option>
        ))}
      </select>
    </label>
  );
}

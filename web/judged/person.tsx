import { useAnswerIfAny } from '../api.ts';
import { Untrusted } from '../ui/untrusted.tsx';

/** Somebody by name, where the records know the id; else the id. */
export function Person({ id }: { id: string }) {
  const { answer } = useAnswerIfAny('GET /people');
  const name = answer?.rows.find((one) => one.id === id)?.name;
  return name === undefined ? (
    <Untrusted text={id} />
  ) : (
    <span title={id}>
      <Untrusted text={name} />
    </span>
  );
}

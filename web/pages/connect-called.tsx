import { useAnswer } from '../api.ts';
import { Field } from './connect-fields.tsx';

/** What the organization is called: asked with its first connection, and never again. */
export function CalledField({ value, onChange, placeholder }: { value: string; onChange: (value: string) => void; placeholder: string }) {
  const { configuration } = useAnswer('GET /installation');
  if (configuration.state !== 'missing') return null;
  return (
    <Field
      label="What the organization is called"
      hint="It stands on every page and on what the auditor gets."
      value={value}
      onChange={onChange}
      placeholder={placeholder}
    />
  );
}

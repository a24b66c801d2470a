import { type ReactNode, useId } from 'react';
import './forms.css';

export interface FieldProps {
  name: string;
  label: string;
  /** What is expected, under the field. */
  hint?: ReactNode;
  kind?: 'text' | 'long' | 'day';
  value?: string;
  required?: boolean;
  minimum?: string;
}

/** One thing to be written. The form reads it by its name. */
export function Field({ name, label, hint, kind = 'text', value, required = true, minimum }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {kind === 'long' ? (
        <textarea
          id={id}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          name={name}
          defaultValue={value}
          required={required}
          maxLength={4000}
        />
      ) : (
        <input
          id={id}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          name={name}
          type={kind === 'day' ? 'date' : 'text'}
          defaultValue={value}
          required={required}
          min={minimum}
          maxLength={1000}
        />
      )}
      {hint !== undefined && (
        <span className="n" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}

/** What a form holds under a name, trimmed. */
export function written(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

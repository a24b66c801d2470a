import type { ReactNode } from 'react';
import { Labelled } from './labelled.tsx';

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
  return (
    <Labelled label={label} hint={hint}>
      {(tied) =>
        kind === 'long' ? (
          <textarea {...tied} name={name} defaultValue={value} required={required} maxLength={4000} />
        ) : (
          <input
            {...tied}
            name={name}
            type={kind === 'day' ? 'date' : 'text'}
            defaultValue={value}
            required={required}
            min={minimum}
            maxLength={1000}
          />
        )
      }
    </Labelled>
  );
}

/** What a form holds under a name, trimmed. */
export function written(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

import type { ReactNode, Ref } from 'react';
import { Labelled } from '../judged/labelled.tsx';

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  /** Once the reader has left the field. */
  onLeave?: () => void;
  placeholder?: string;
  required?: boolean;
  /** `off`, or what a browser may fill in. */
  type?: 'text' | 'date' | 'number';
}

/** One line that somebody writes. */
export function Field({ label, hint, value, onChange, onLeave, placeholder, required = false, type = 'text' }: FieldProps) {
  return (
    <Labelled className="connect-field" label={label} hint={hint}>
      {(tied) => (
        <input
          {...tied}
          type={type}
          value={value}
          placeholder={placeholder}
          required={required}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={onLeave}
        />
      )}
    </Labelled>
  );
}

interface HeldProps {
  label: string;
  hint?: ReactNode;
  field: Ref<HTMLInputElement>;
}

/** A secret: never shown, kept by no browser, and not held by the page: it is read from the field when the form is sent. */
export function SecretField({ label, hint, field }: HeldProps) {
  return (
    <Labelled className="connect-field" label={label} hint={hint}>
      {(tied) => <input {...tied} ref={field} type="password" required autoComplete="off" spellCheck={false} data-1p-ignore data-lpignore="true" />}
    </Labelled>
  );
}

/** A private key, read from its file when the form is sent. */
export function KeyFileField({ label, hint, field }: HeldProps) {
  return (
    <Labelled className="connect-field" label={label} hint={hint}>
      {(tied) => <input {...tied} ref={field} type="file" accept=".pem" required />}
    </Labelled>
  );
}

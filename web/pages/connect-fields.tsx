import { type ReactNode, type Ref, useId } from 'react';

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
  const id = useId();
  return (
    <div className="connect-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        placeholder={placeholder}
        required={required}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onLeave}
      />
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A secret: never shown, kept by no browser, and not held by the page: it is read from the field when the form is sent. */
export function SecretField({ label, hint, field }: { label: string; hint?: ReactNode; field: Ref<HTMLInputElement> }) {
  const id = useId();
  return (
    <div className="connect-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={field}
        type="password"
        required
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore
        data-lpignore="true"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A private key, read from its file when the form is sent. */
export function KeyFileField({ label, hint, field }: { label: string; hint?: ReactNode; field: Ref<HTMLInputElement> }) {
  const id = useId();
  return (
    <div className="connect-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} ref={field} type="file" accept=".pem" required aria-describedby={hint === undefined ? undefined : `${id}-hint`} />
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** The mark: two graduations of a ruler, then the tick an auditor leaves. At least 16 pixels; never in a box, never moving. */
export function Mark({ size = 21, label }: { size?: number; label?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      width={size}
      height={size}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
    >
      <path className="mark-ink" d="M2 20.6h2.9v6.6H2zM8 20.6h2.9v6.6H8z" />
      <path className="mark-tick" d="M13.4 18.6 19 25.4 30 5" />
    </svg>
  );
}

import { Untrusted } from '../ui/untrusted.tsx';

/** Text from outside, line by line, with nothing hidden in it and nothing rendered. */
export function Inert({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <pre className="inert" tabIndex={0}>
      {text.split('\n').map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity than their place.
        <span key={index}>
          <Untrusted text={line.replaceAll('\r', '').replaceAll('\t', '  ')} />
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

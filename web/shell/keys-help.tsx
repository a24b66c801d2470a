import { Button } from '../ui/button.tsx';
import { Dialog } from './dialog.tsx';
import { usePlaces } from './places.ts';

const everywhere: readonly (readonly [string, string])[] = [
  ['⌘K, Ctrl K, /', 'Find or go to'],
  ['j, k', 'Next and previous row of a list'],
  ['t', 'Choose the period and the instant'],
  ['?', 'These keys'],
  ['Esc', 'Close what floats'],
];

/** What the keyboard does. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const chords = usePlaces().map(({ chord, title }) => [`g ${chord}`, title] as const);
  return (
    <Dialog label="Keys" className="keys" onClose={onClose}>
      <h2>Keys</h2>
      <div className="keys-cols">
        {[everywhere, chords].map((keys) => (
          <dl key={keys[0]?.[0]}>
            {keys.map(([key, does]) => (
              <div key={key}>
                <dt>
                  {key.split(', ').map((one) => (
                    <kbd key={one}>{one}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        ))}
      </div>
      <Button onClick={onClose}>Close</Button>
    </Dialog>
  );
}

import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useWord } from '../api.ts';
import { SearchBox } from '../ui/filters.tsx';

/** Milliseconds of pause after which the server is asked. */
const PAUSE = 200;

/** A text to look for, which the address holds as `text`. */
export function SearchText({ label }: { label: string }) {
  const [text, setText] = useWord('text');
  const [written, write] = useState(text ?? '');
  const ask = useDebouncedCallback((next: string) => setText(next === '' ? undefined : next), PAUSE);
  return (
    <SearchBox
      label={label}
      value={written}
      onChange={(next) => {
        write(next);
        ask(next);
      }}
    />
  );
}

import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { SearchBox } from '../ui/filters.tsx';
import { useWords } from './use-words.ts';

/** Milliseconds of pause after which the server is asked. */
const PAUSE = 200;

/** A text to look for, which the address holds as `text`. Another text is another list: it begins on its first page. */
export function SearchText({ label }: { label: string }) {
  const [{ text }, set] = useWords();
  const [written, write] = useState(text ?? '');
  const ask = useDebouncedCallback((next: string) => set({ text: next === '' ? undefined : next, offset: undefined }), PAUSE);
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

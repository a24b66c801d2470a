import { useLocalStorage } from '@mantine/hooks';

/** The id of who decides on this machine; empty until somebody was chosen. */
export function useDecider(): readonly [by: string, set: (by: string) => void] {
  const [by, set] = useLocalStorage<string>({ key: 'tickmark-decides', defaultValue: '', getInitialValueInEffect: false });
  return [by, set];
}

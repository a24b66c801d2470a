import { Tooltip } from '@mantine/core';
import '@mantine/core/styles/Tooltip.layer.css';

/** A sentence beside what it is about, on whichever side it has room. Whoever draws it opens and closes it. */
export function Tip({ target, children }: { target: HTMLElement; children: string }) {
  return <Tooltip target={target} label={children} opened multiline maw={260} position="bottom-end" classNames={{ tooltip: 'tip' }} />;
}

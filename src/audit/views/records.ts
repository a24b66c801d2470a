import type { View } from './view.ts';

/** What controls promise to make at a cadence, and how often it was made in the period: due, and missed. */
export function recordsPromisedOf({ report: { controls } }: View) {
  return {
    promised: controls.flatMap((control) =>
      control.records.map(({ id, title, every, due, missed }) => ({
        ...{ id, title, every, due, missed, control: control.id, controlTitle: control.title },
        check: `record/${id}`,
      })),
    ),
  };
}

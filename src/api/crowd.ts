import { Fault } from './fault.ts';

/** How many may do something at the same time. */
export interface Crowd {
  /** @returns what lets the next one in; calling it again does nothing. @throws Fault `request/too-many` */
  enter(): () => void;
}

/** @param what of which there are too many, as the sentence says it */
export function openCrowd(most: number, what: string): Crowd {
  let inside = 0;
  return {
    enter() {
      if (inside >= most)
        throw new Fault(503, 'request/too-many', `${most} ${what} are open already. Ask again when some of them have ended.`, {
          headers: { 'retry-after': '5' },
        });
      inside++;
      let isIn = true;
      return () => {
        if (isIn) inside--;
        isIn = false;
      };
    },
  };
}

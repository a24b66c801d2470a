import { getSession, makeLink } from '../../contract/session.ts';
import { instant, isoInstant } from '../../kernel/time.ts';
import { implement } from '../implement.ts';

export const session = [
  implement(getSession, async ({ place, actor }) => {
    const { organization, version, simulation, clock } = place.installation;
    return { actor, organization, tickmark: version, simulated: simulation !== null, now: isoInstant(clock()) };
  }),
  implement(makeLink, async ({ place }) => {
    const { address, until } = place.links.make();
    return { address, until: isoInstant(instant(until)) };
  }),
];

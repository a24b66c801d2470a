import { listenEvents } from '../../contract/work.ts';
import type { Announcement } from '../../engine/announcements.ts';
import { eventsFrom } from '../event-stream.ts';
import { implement } from '../implement.ts';

export const events = [
  implement(listenEvents, async ({ place, request }) => eventsFrom<Announcement>((tell) => place.announcements.subscribe(tell), request.signal)),
];

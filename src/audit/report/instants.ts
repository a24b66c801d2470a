import { type Html, html } from './html.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Writes instants in the program's zone, with UTC beside. Never in the reader's own zone: two readers see the same sheet. */
export interface Clock {
  readonly zone: string;
  /** `1 Mar 2025, 10:30:00` and `09:30:00 UTC` beside it. */
  written(iso: string): Html;
  /** `1 Mar 2025, 10:30`, UTC in full on hover. */
  short(iso: string): Html;
  /** `1 Mar 2025`, the whole on hover. */
  day(iso: string): Html;
}

interface Wall {
  readonly day: string;
  readonly time: string;
}

export function clockOf(zone: string): Clock {
  const local = wallClock(zone);
  const utc = wallClock('UTC');
  return {
    zone,
    written(iso) {
      const here = local(iso);
      const there = utc(iso);
      const beside = here.day === there.day ? there.time : `${there.day}, ${there.time}`;
      return html`<time datetime="${iso}"><span class="local">${here.day}, ${here.time}</span> <span class="utc">${beside} UTC</span></time>`;
    },
    short(iso) {
      const { day, time } = local(iso);
      const there = utc(iso);
      return html`<time datetime="${iso}" title="${there.day}, ${there.time} UTC">${day}, ${time.slice(0, 5)}</time>`;
    },
    day(iso) {
      const { day, time } = local(iso);
      return html`<time datetime="${iso}" title="${day}, ${time}">${day}</time>`;
    },
  };
}

function wallClock(timeZone: string): (iso: string) => Wall {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (iso) => {
    const parts: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(new Date(iso))) parts[type] = value;
    const { year, month, day, hour, minute, second } = parts;
    return { day: `${Number(day)} ${months[Number(month) - 1]} ${year}`, time: `${hour}:${minute}:${second}` };
  };
}

/** `31 Dec 2025`, for a calendar date. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-');
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}

/** `1 January – 31 December 2025` in short: `1 Jan – 31 Dec 2025`. */
export function periodText(first: string, last: string): string {
  if (first === last) return dateText(first);
  const from = dateText(first);
  return `${first.slice(0, 4) === last.slice(0, 4) ? from.slice(0, -5) : from} – ${dateText(last)}`;
}

export function monthName(month: number): string {
  return months[month - 1] as string;
}

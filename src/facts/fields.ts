import { z } from 'zod';

/** An instant inside a state: milliseconds since the epoch, UTC. */
export const instantField = z.int();

/** A day in the program's zone: `2025-12-31`. */
export const dateField = z.iso.date();

export const idField = z.string().min(1).max(200);

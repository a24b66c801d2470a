import type { z } from 'zod';
import type { Endpoint, EndpointDefinition, EventsAnswer, FileAnswer, Parsed } from '../contract/endpoint.ts';
import type { Announcements } from '../engine/announcements.ts';
import type { Installation } from '../engine/installation.ts';
import type { JsonText } from '../engine/views/json-text.ts';
import type { Views } from '../engine/views/views.ts';
import type { Works } from '../engine/work.ts';
import type { Actor } from './auth/actor.ts';
import type { OneTimeLinks } from './auth/one-time-links.ts';

/** What a server answers from: one open installation, and what works on it. */
export interface Place {
  readonly installation: Installation;
  readonly views: Views;
  readonly work: Works;
  /** What happens here, as it happens. */
  readonly announcements: Announcements;
  readonly links: OneTimeLinks;
  /** `tickmark.yaml`, which may not be there yet; read anew by whoever needs it. */
  readonly configurationPath: string;
  readonly settings: { readonly environment: Readonly<Record<string, string | undefined>> };
}

/** One request, parsed and allowed: what a handler is given. */
export interface Handled<D> extends Parsed<D> {
  readonly place: Place;
  /** Who asks. That they may was decided before. */
  readonly actor: Actor;
  readonly request: {
    readonly id: string;
    /** Aborted when the caller went away, or the server stops. */
    readonly signal: AbortSignal;
    readonly header: (name: string) => string | undefined;
  };
}

/** The bytes of a file. */
export interface FileBody {
  /** One of the media types that the endpoint names. */
  readonly media: string;
  /** Under which name a browser saves it; null where it is shown. */
  readonly name: string | null;
  readonly body: Uint8Array | string | ReadableStream | AsyncIterable<Uint8Array | string>;
}

/** What a handler gives back: the answer, or the answer as a view thread wrote it; a file; or events, one after the other. */
export type Body<D> = D extends { readonly answers: infer A }
  ? A extends FileAnswer
    ? FileBody
    : A extends EventsAnswer<infer T>
      ? AsyncIterable<z.input<T>>
      : A extends z.ZodType
        ? z.input<A> | JsonText<z.output<A>>
        : never
  : never;

/** An endpoint with what answers it, as the server mounts it. */
export interface Implemented {
  readonly endpoint: Endpoint;
  readonly handle: (call: Handled<EndpointDefinition>) => Promise<unknown>;
}

/** Says what answers an endpoint. Parsing, permission, and how a refusal is told come from the endpoint. */
export function implement<const D extends EndpointDefinition>(endpoint: Endpoint<D>, handle: (call: Handled<D>) => Promise<Body<D>>): Implemented {
  return { endpoint, handle: handle as unknown as Implemented['handle'] };
}

import type { z } from 'zod';
import type { Json } from '../kernel/canonical-json.ts';
import type { Connection } from './connections.ts';
import { setAt } from './secret-settings.ts';

/** What stands in the place of a secret wherever settings are written down. */
export const SEALED = 'sealed';

/** The settings of a connection as they may be shown and kept: every one that is a secret says `sealed`, whatever it holds. */
export function shownSettings({ connector, settings, secrets = [] }: Connection): Readonly<Record<string, Json>> {
  const shown = masked(connector.settings, structuredClone(settings)) as Record<string, Json>;
  for (const { at } of secrets) setAt(shown, at, SEALED);
  return shown;
}

/** Walks along schema and value together; of a union every option counts. */
function masked(schema: z.ZodType, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (schema.meta()?.['secret'] === true) return SEALED;
  const walk = walks[schema.def.type];
  return walk === undefined ? value : walk(schema.def as never, value);
}

interface Inner {
  readonly innerType: z.ZodType;
}

const inner = ({ innerType }: Inner, value: unknown) => masked(innerType, value);

const walks: Readonly<Record<string, (def: never, value: unknown) => unknown>> = {
  optional: inner,
  nullable: inner,
  default: inner,
  prefault: inner,
  readonly: inner,
  nonoptional: inner,
  catch: inner,
  pipe: (def: { in: z.ZodType; out: z.ZodType }, value) => masked(def.out, masked(def.in, value)),
  lazy: (def: { getter: () => z.ZodType }, value) => masked(def.getter(), value),
  union: (def: { options: readonly z.ZodType[] }, value) => def.options.reduce((so, option) => masked(option, so), value),
  intersection: (def: { left: z.ZodType; right: z.ZodType }, value) => masked(def.right, masked(def.left, value)),
  array: (def: { element: z.ZodType }, value) => (Array.isArray(value) ? value.map((one) => masked(def.element, one)) : value),
  record: (def: { valueType: z.ZodType }, value) => mapped(value, () => def.valueType),
  object: (def: { shape: Readonly<Record<string, z.ZodType>> }, value) => mapped(value, (name) => def.shape[name]),
};

function mapped(value: unknown, schemaOf: (name: string) => z.ZodType | undefined): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const schema = schemaOf(name);
      return [name, schema === undefined ? one : masked(schema, one)];
    }),
  );
}

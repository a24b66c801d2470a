import { resolve } from 'node:path';
import { z } from 'zod';
import type { SecretSetting, SecretSource } from './secret-settings.ts';

/** What a connection in `tickmark.yaml` becomes. */
export interface Configured {
  readonly id: string;
  /** As the connector's own schema wants them, but for its secrets. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets?: readonly SecretSetting[];
}

/** How a connector is written in `tickmark.yaml`. */
export interface ConnectionShape {
  readonly connector: string;
  readonly shape: z.ZodObject;
  /** @param folder the folder of `tickmark.yaml`, to which its paths are relative */
  configured(written: unknown, folder: string): Configured;
}

function shapeOf<S extends z.ZodObject>(
  connector: string,
  shape: S,
  configured: (written: z.infer<S>, folder: string) => Configured,
): ConnectionShape {
  return { connector, shape, configured: (written, folder) => configured(written as z.infer<S>, folder) };
}

const idShape = z.string('an id').regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/, 'an id of letters, digits and . _ - /, such as api');
export const text = z.string('a text').min(1, 'a text that is not empty');
const branchList = z.array(text, 'a list of branches').min(1, 'at least one branch');

/** Never the secret itself: the file is read by many, and kept for ever. */
const secretShape = z.union(
  [z.literal('sealed'), z.strictObject({ env: text }), z.strictObject({ file: text })],
  '`sealed`, { env: NAME } or { file: PATH }. A secret itself is never written into this file: store it with `tickmark connect`',
);

function sourceOf(written: z.infer<typeof secretShape>, sealedAs: string, folder: string): SecretSource {
  if (written === 'sealed') return { sealed: sealedAs };
  return 'env' in written ? written : { file: resolve(folder, written.file) };
}

const gitHubShape = z
  .strictObject({
    connector: z.literal('github'),
    id: idShape,
    organization: text,
    url: z.url('the address of a GitHub Enterprise, such as https://github.example.com').optional(),
    repositories: z.array(text, 'a list of names of repositories').min(1, 'at least one repository').optional(),
    branches: z.record(z.string(), branchList, 'lists of branches by name of repository').optional(),
    since: z.iso.date('a date such as 2025-01-01').optional(),
    token: secretShape.optional(),
    app: z
      .strictObject(
        {
          id: z.int('the number of the App').positive(),
          installation: z.int('the number of the installation').positive().optional(),
          key: secretShape,
        },
        '{ id, installation, key }',
      )
      .optional(),
  })
  .refine((one) => one.token === undefined || one.app === undefined, { path: ['app'], message: 'either `token` or `app`, not both' });

/** How each connector is written. The next vendor is one more entry. */
export const connectionShapes: readonly ConnectionShape[] = [
  shapeOf(
    'git',
    z.strictObject({ connector: z.literal('git'), id: idShape, path: text, branches: branchList.optional() }),
    ({ id, path, branches }, folder) => ({ id, settings: { name: id, path: resolve(folder, path), ...(branches && { branches }) } }),
  ),
  shapeOf(
    'records',
    z.strictObject({ connector: z.literal('records'), id: idShape, path: text, branch: text.optional() }),
    ({ id, path, branch }, folder) => ({ id, settings: { path: resolve(folder, path), ...(branch && { branch }) } }),
  ),
  shapeOf('github', gitHubShape, ({ id, connector: _connector, token, app, ...rest }, folder) => {
    if (app === undefined)
      return {
        id,
        settings: { ...rest, auth: { type: 'token' } },
        secrets: [{ at: ['auth', 'token'], from: sourceOf(token ?? 'sealed', 'token', folder) }],
      };
    const installation = app.installation === undefined ? {} : { installationId: app.installation };
    return {
      id,
      settings: { ...rest, auth: { type: 'app', appId: app.id, ...installation } },
      secrets: [{ at: ['auth', 'privateKey'], from: sourceOf(app.key, 'key', folder) }],
    };
  }),
];

import { z } from 'zod';
import { type AnyConnector, defineConnector, feed, type Look } from '../../src/connectors/kit/connector.ts';
import { VendorError } from '../../src/kernel/refusal.ts';

const settings = z.strictObject({
  organization: z.string(),
  url: z.url().optional(),
  auth: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('token'), token: z.string().meta({ secret: true }) }),
    z.strictObject({
      type: z.literal('app'),
      appId: z.int(),
      installationId: z.int().optional(),
      privateKey: z.string().meta({ secret: true }),
    }),
  ]),
  repositories: z.array(z.string()).optional(),
  branches: z.record(z.string(), z.array(z.string())).optional(),
  since: z.string().optional(),
});

type Settings = z.infer<typeof settings>;

/** What the connector was opened with, and what it does while it is looking. */
export interface Pretended {
  readonly opened: Settings[];
  connector: AnyConnector;
}

/** Stands under the name of a vendor and blabs whatever it was given, wherever a connector can say something. */
export function pretendVendor(act: (settings: Settings, look: Look) => Promise<void> | void = () => undefined): Pretended {
  const opened: Settings[] = [];
  const connector = defineConnector<Settings, Settings>({
    id: 'github',
    title: 'A pretend vendor',
    permissions: [{ name: 'Metadata: read', why: 'To know which repositories there are.', feeds: ['branches'] }],
    remote: true,
    settings,
    async open(given, look) {
      opened.push(given);
      await act(given, look);
      return given;
    },
    tenant: ({ organization }) => organization,
    identity: ({ auth }) => (auth.type === 'token' ? `somebody with a token` : `App ${auth.appId}`),
    feeds: {
      branches: feed<Settings>(['branch'], { telling: 'state' }, async function* (_given, look) {
        yield { type: 'covered', scope: '', from: look.at, until: look.at };
      }),
    },
  });
  return { opened, connector };
}

/** Says the secret in every place where a connector can say something, and then that it is refused. */
export async function blab({ auth }: Settings, look: Look): Promise<void> {
  const secret = auth.type === 'token' ? auth.token : auth.privateKey;
  look.note(`Signed in with ${secret}.`);
  look.log.begin(`GET /orgs/example?access_token=${encodeURIComponent(secret)}`).done(401, 0);
  await look.keep({
    name: `answer to ${secret}`,
    version: '1',
    bytes: Buffer.from(`{"you sent":"Basic ${Buffer.from(secret).toString('base64')}"}`),
  });
  throw new VendorError('unauthorized', `The token ${secret} was refused.`);
}

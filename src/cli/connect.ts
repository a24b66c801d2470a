import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { connectors } from '../connectors/index.ts';
import type { AnyConnector } from '../connectors/kit/connector.ts';
import { findDataDirectory } from '../database/data-directory.ts';
import { changedLines, type FileChange, withConnection } from '../engine/configuration-file.ts';
import { isToken, refuseNoAddress, refuseNoOrganization } from '../engine/connection-setup-guide.ts';
import { seesAll, withProbeFolder } from '../engine/connection-setup-probe.ts';
import { type Connection, configurationFrom } from '../engine/connections.ts';
import { type Probed, probeConnection } from '../engine/probe.ts';
import { storeSecret } from '../engine/secrets.ts';
import { refuseForeignHosts } from '../engine/simulation.ts';
import { replaceFile } from '../kernel/durable-file.ts';
import { Refusal } from '../kernel/refusal.ts';
import { gitHubGuide } from './connect-guide.ts';
import { probedText } from './connect-report.ts';
import { exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import { dataFolder, withInstallation } from './open.ts';
import { withData } from './options.ts';
import { pageFor, paragraph } from './page.ts';
import { progressOn } from './progress.ts';
import type { Session } from './session.ts';

interface ConnectOptions {
  readonly url?: string;
  readonly id: string;
  readonly app?: string;
  readonly installation?: string;
  readonly tokenEnv?: string;
  readonly dryRun?: boolean;
  readonly config: string;
  readonly data?: string;
}

export function registerConnect(program: Command, session: Session): void {
  const command = program
    .command('connect')
    .description('Connect a vendor: how to make the smallest token, whether it sees what it must, and its place: sealed, never in a file.')
    .argument('<vendor>', 'github')
    .argument('[organization]', 'its login; without it, only what to do is shown')
    .option('--url <address>', 'of a GitHub Enterprise: https://HOST')
    .option('--id <name>', 'how tickmark.yaml calls the connection', 'github')
    .option('--app <number>', 'sign in as this GitHub App; its private key is read instead of a token')
    .option('--installation <number>', 'of the App, where it has several')
    .option('--token-env <name>', 'read the token from this variable instead of standard input')
    .option('--dry-run', 'test and show, and keep nothing');
  withData(command).action((vendor: string, organization: string | undefined, options: ConnectOptions) =>
    connect(session, { vendor, organization, options }),
  );
}

interface Wanted {
  readonly vendor: string;
  readonly organization: string | undefined;
  readonly options: ConnectOptions;
}

async function connect({ io, exit }: Session, { vendor, organization, options }: Wanted): Promise<void> {
  const connector = vendorOf(vendor);
  refuseNoAddress(options.url, '--url https://github.example.com');
  if (organization === undefined)
    return io.out(gitHubGuide(pageFor(io, 'UTC'), { organization, url: options.url, permissions: connector.permissions }));
  refuseToken(organization);
  const path = resolve(io.folder, options.config);
  const change = withConnection(path, await textOf(path), writtenConnection(organization, options));
  const connection = connectionIn(path, change, options.id);
  if ((await findDataDirectory(dataFolder(io, options.data)))?.simulated) refuseForeignHosts([connection]);
  const secret = await readSecret(io, connector, organization, options);
  const progress = progressOn(io, false);
  const probed = await withProbeFolder((scratch) => probe(io, { connection, secret, scratch, onProgress: (step) => progress(step) }));
  progress.end();
  const page = pageFor(io, 'UTC');
  io.out(`${probedText(page, probed, connector.permissions)}\n`);
  await keep(io, { path, change, options, secret });
  if (!seesAll(probed)) exit(exitCodes.onlyUnknown);
}

/** @throws Refusal `connect/unknown-vendor` */
function vendorOf(vendor: string): AnyConnector {
  const connector = vendor === 'github' ? connectors['github'] : undefined;
  if (connector === undefined) throw new Refusal('connect/unknown-vendor', `Tickmark cannot connect "${vendor}". What it can: github.`);
  return connector;
}

/** A token where the organization belongs was seen by everybody on this machine. */
function refuseToken(organization: string): void {
  if (isToken(organization))
    throw new Refusal(
      'connect/token-on-command-line',
      'A token on the command line can be seen by others, and stays in the history of the shell: revoke it. Then: tickmark connect github ORG, which asks for the new one.',
    );
  refuseNoOrganization(organization);
}

function writtenConnection(organization: string, { id, url, app, installation }: ConnectOptions) {
  const signIn =
    app === undefined
      ? {}
      : { app: { id: numberOf('--app', app), ...(installation && { installation: numberOf('--installation', installation) }), key: 'sealed' } };
  return { connector: 'github', id, organization, ...(url && { url }), ...(app === undefined && { token: 'sealed' }), ...signIn };
}

function numberOf(option: string, text: string): number {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new Refusal('cli/number', `${option} takes the number that GitHub shows, not "${text}".`);
  return Number(text);
}

/** The connection as a look will find it, so that what is tested is what is kept. */
function connectionIn(path: string, { after }: FileChange, id: string): Connection {
  return configurationFrom(path, after).connections.find((one) => one.id === id) as Connection;
}

async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

async function readSecret(io: Io, connector: AnyConnector, organization: string, { tokenEnv, app, url }: ConnectOptions): Promise<string> {
  const what = app === undefined ? 'token' : 'private key';
  if (tokenEnv === undefined && io.inTerminal)
    io.err(`${gitHubGuide(pageFor(io, 'UTC'), { organization, url, permissions: connector.permissions })}\n`);
  const given =
    tokenEnv === undefined ? await io.readSecret(`The ${what} for ${organization} (it is not shown): `) : io.settings.environment[tokenEnv];
  const secret = given?.trim() ?? '';
  if (secret !== '') return secret;
  const where = tokenEnv === undefined ? 'on standard input' : `in the variable ${tokenEnv}`;
  throw new Refusal('connect/no-secret', `There is no ${what} ${where}. How to make one: tickmark connect github`);
}

interface Test {
  readonly connection: Connection;
  readonly secret: string;
  readonly scratch: string;
  readonly onProgress: (step: string) => void;
}

/** With the secret in hand, before it is stored anywhere. */
async function probe(io: Io, { connection, secret, scratch, onProgress }: Test): Promise<Probed> {
  return probeConnection(connection, {
    at: io.clock(),
    keeper: { sealed: async () => secret, environment: io.settings.environment },
    signal: io.signal,
    scratch,
    onProgress: ({ what }) => onProgress(`${connection.id}: ${what}`),
  });
}

interface Keep {
  readonly path: string;
  readonly change: FileChange;
  readonly options: ConnectOptions;
  readonly secret: string;
}

async function keep(io: Io, { path, change, options, secret }: Keep): Promise<void> {
  const page = pageFor(io, 'UTC');
  const lines = changedLines(change);
  const diff = lines.length === 0 ? '' : `${options.config}\n${lines.map((line) => `  ${line}\n`).join('')}`;
  if (options.dryRun) return io.out(`${diff}${paragraph(page, 0, 'Nothing was kept. Leave out --dry-run to keep it.')}\n`);
  const organizationName = configurationFrom(path, change.after).organization;
  const name = options.app === undefined ? 'token' : 'key';
  const event = await withInstallation(io, { data: options.data, organizationName }, (installation) =>
    storeSecret(installation, { connection: options.id, name }, secret),
  );
  if (change.after !== change.before) await replaceFile(path, change.after);
  const said = `The ${name} is ${event === 'replaced' ? 'sealed in the place of the one before' : 'sealed'} in the data directory; the key to it is keys/secrets.json there.`;
  io.out(`${diff}${paragraph(page, 0, said)}\nNext: tickmark collect\n`);
}

import type { Command } from 'commander';
import { localOwnerGuard } from '../api/auth/guard.ts';
import { openOneTimeLinks } from '../api/auth/one-time-links.ts';
import { openSession } from '../api/auth/open-session.ts';
import { openOwnerToken } from '../api/auth/owner-token.ts';
import { guidesSite } from '../api/guides/site.ts';
import { openLog } from '../api/log.ts';
import { pagesFolder } from '../api/pages-folder.ts';
import { openPlace } from '../api/place.ts';
import { referenceSite } from '../api/reference/site.ts';
import { resources } from '../api/resources.ts';
import { type RunningServer, startServer } from '../api/server.ts';
import { openPages } from '../api/static.ts';
import type { Installation } from '../engine/installation.ts';
import { configurationPath } from './configuration-path.ts';
import { configured } from './configured.ts';
import type { Io } from './io.ts';
import { busyPort, openBrowser, portFrom, refuseBusyPort } from './listening.ts';
import { lostDatabase } from './lost-database.ts';
import { withInstallation } from './open.ts';
import { clockNote, pageFor } from './page.ts';
import type { Session } from './session.ts';

interface ServeOptions {
  readonly port?: string;
  readonly data?: string;
  readonly config?: string;
  readonly open?: boolean;
  readonly verbose?: boolean;
}

const PORT = 7460;

export function registerServe(program: Command, session: Session): void {
  program
    .command('serve')
    .description('Serve the pages and the API on this machine, until Ctrl-C. Only who opens the printed link gets in.')
    .option('--port <number>', `where to listen (default: PORT, or ${PORT})`)
    .option('--data <folder>', 'the data directory (default: TICKMARK_DATA, or .tickmark)')
    .option('--config <file>', 'names the connections (default: tickmark.yaml here, or in the data directory)')
    .option('--open', 'open the browser')
    .option('--verbose', 'log every request, one JSON document a line')
    .action((options: ServeOptions) => serveCommand(session, options));
}

async function serveCommand({ io }: Session, options: ServeOptions): Promise<void> {
  const port = portFrom(options.port ?? io.settings.port ?? String(PORT));
  const config = configurationPath(io, options);
  const { organizationName, witnesses } = await configured(io, { config, data: options.data, required: false });
  await refuseBusyPort(port);
  await withInstallation(io, { data: options.data, organizationName, witnesses }, (installation) =>
    serve(io, { installation, port, config, open: options.open === true, verbose: options.verbose === true }),
  );
}

interface Served {
  readonly installation: Installation;
  readonly port: number;
  readonly config: string;
  readonly open: boolean;
  readonly verbose: boolean;
}

async function serve(io: Io, { installation, port, config, open, verbose }: Served): Promise<void> {
  const log = openLog({ write: io.err, now: io.clock, verbose });
  const token = await openOwnerToken(installation.dataDirectory);
  let server: RunningServer | null = null;
  const where = () => server?.port ?? port;
  const links = openOneTimeLinks({ origin: () => `http://127.0.0.1:${where()}`, now: io.clock });
  const place = openPlace({ installation, links, log, configurationPath: config, environment: io.settings.environment });
  try {
    const pages = openPages(pagesFolder());
    const session = { links, token, port: where, now: io.clock };
    server = await startServer({
      ...{ place, log, port, strict: false, implemented: resources },
      guard: localOwnerGuard({ token, port: where, now: io.clock }),
      sites: [
        referenceSite(io.version),
        guidesSite(),
        { begins: '/open', answer: (request) => openSession(request, session) },
        { begins: '/', answer: (request) => pages.answer(request) },
      ],
      explain: (error) => lostDatabase(error, installation.dataDirectory),
    }).catch(async (error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? await busyPort(port) : error;
    });
    await installation.announce(`http://127.0.0.1:${server.port}`);
    greet(io, { installation, server, open, link: links.make().address });
    await aborted(io.signal);
    io.err('Stopping: open requests are finished, long jobs are stopped. Press Ctrl-C again to stop at once.\n');
  } finally {
    await installation.announce(null).catch(() => undefined);
    // Jobs are stopped while open requests finish; what judges is still asked by them.
    await Promise.all([server?.close(), place.work.close()]);
    await place.close();
  }
}

interface Greeting {
  readonly installation: Installation;
  readonly server: RunningServer;
  readonly link: string;
  readonly open: boolean;
}

function greet(io: Io, { installation, server, link, open }: Greeting): void {
  io.out(clockNote(pageFor(io, 'UTC'), installation.simulation !== null));
  io.out(`Tickmark serves ${installation.dataDirectory} at http://127.0.0.1:${server.port}\n\n`);
  io.out(`Open this link, once, within ten minutes (for a new one: tickmark open):\n  ${link}\n\nCtrl-C stops it.\n`);
  if (open) openBrowser(link, io.settings.environment);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}

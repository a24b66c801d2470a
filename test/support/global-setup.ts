import type { TestProject } from 'vitest/node';
import { forgetful, startTestServer, type TestServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's one server listens; `DATABASE` stands for the database's name. */
    readonly server: { readonly superuserUrl: string; readonly appUrl: string; readonly version: string };
  }
}

let server: TestServer | undefined;

/** One server for the whole run; each test file clones its template. */
export async function setup(project: TestProject): Promise<void> {
  server = await startTestServer(forgetful);
  process.stderr.write(`The tests use ${server.version.split(' on ')[0]}.\n`);
  project.provide('server', { superuserUrl: server.superuserUrl('DATABASE'), appUrl: server.appUrl('DATABASE'), version: server.version });
}

export async function teardown(): Promise<void> {
  await server?.stop();
}

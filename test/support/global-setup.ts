import type { TestProject } from 'vitest/node';
import { forgetful, startTestServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's one server listens; `DATABASE` stands for the database's name. */
    readonly server: { readonly superuserUrl: string; readonly appUrl: string; readonly version: string };
  }
}

/** One server for the whole run; each test file clones its template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer(forgetful);
  project.provide('server', { superuserUrl: server.superuserUrl('DATABASE'), appUrl: server.appUrl('DATABASE'), version: server.version });
  return () => server.stop();
}

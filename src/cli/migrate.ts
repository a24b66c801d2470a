import type { Command } from 'commander';
import { migrateServer } from '../database/open.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Session } from './session.ts';

export function registerMigrate(program: Command, { io }: Session): void {
  program
    .command('migrate')
    .description('Make the roles and bring the schema up to date on a PostgreSQL server of your own. The embedded server does this by itself.')
    .addHelpText('after', '\nReads DATABASE_ADMIN_URL (may make roles; used by this command alone)\nand DATABASE_URL (logs in as tickmark_app).')
    .action(async () => {
      const { databaseAdminUrl, databaseUrl } = io.settings;
      if (databaseAdminUrl === undefined || databaseUrl === undefined) {
        throw new Refusal(
          'cli/migrate-urls',
          'Set DATABASE_ADMIN_URL and DATABASE_URL. Without DATABASE_URL Tickmark runs its own server and needs no migrate.',
        );
      }
      const ran = await migrateServer(databaseAdminUrl, databaseUrl);
      io.out(ran.length === 0 ? 'The schema is up to date.\n' : `Ran ${ran.join(', ')}. The schema is up to date.\n`);
    });
}

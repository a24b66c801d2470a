import { migrateDatabase } from '../../src/database/migrate.ts';

/** `node migrate-from.ts ADMIN_URL FOLDER` */
const [, , adminUrl = '', folder] = process.argv;
process.stdout.write('begins\n');
const ran = await migrateDatabase(adminUrl, null, folder);
process.stdout.write(`ran ${ran.join()}\n`);

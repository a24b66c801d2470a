import type { Command } from 'commander';
import { removeSecrets, rotateSecretKeys } from '../engine/secrets.ts';
import { Refusal } from '../kernel/refusal.ts';
import { withConfigured } from './configured.ts';
import { withData } from './options.ts';
import { counted } from './page.ts';
import { printable } from './paint.ts';
import type { Session } from './session.ts';

interface SecretsOptions {
  readonly config: string;
  readonly data?: string;
}

export function registerSecrets(program: Command, { io }: Session): void {
  const command = program
    .command('secrets')
    .description('What is stored sealed for connections. A secret is never shown; it is replaced with `tickmark connect`.')
    .argument('[what]', 'list, remove or rotate (a new key for all that is stored)', 'list')
    .argument('[connection]', 'to remove: whose secrets');
  withData(command).action(async (what: string, connection: string | undefined, options: SecretsOptions) => {
    await withConfigured(io, options, async (installation) => {
      if (what === 'list') {
        const stored = await installation.vault.list(installation.organization.id);
        const rows = stored.map((one) => `${printable(one.connection)}  ${printable(one.name)}  stored ${one.stored.toISOString()}\n`);
        return io.out(rows.join('') || 'Nothing is stored.\n');
      }
      if (what === 'remove' && connection !== undefined) {
        const removed = await removeSecrets(installation, connection);
        return io.out(
          `Removed ${counted(removed, 'secret')} of ${printable(connection)}. Revoke it at the vendor too: a copy may stand in a backup.\n`,
        );
      }
      if (what === 'rotate') {
        const wrapped = await rotateSecretKeys(installation);
        return io.out(`A new key wraps the keys of ${counted(wrapped, 'connection')}. The old one is gone: back up keys/secrets.json anew.\n`);
      }
      throw new Refusal('cli/secrets', 'Write: tickmark secrets list, tickmark secrets remove CONNECTION, or tickmark secrets rotate.');
    });
  });
}

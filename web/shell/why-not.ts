import { ApiError, unreachable } from '../../src/client/call.ts';
import { lost } from '../api-connection.ts';

/**
 * A page's script did not come. Where nothing answers at all, that is said and the page is tried again later; where something does, a newer Tickmark
 * has other scripts, and the router loads the window anew.
 */
export async function whyNot(error: unknown): Promise<never> {
  const answers = await fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
  if (answers) throw error;
  lost();
  throw new ApiError(unreachable);
}

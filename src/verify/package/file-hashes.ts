import { createHash } from 'node:crypto';
import type { Context } from './context.ts';
import { isSafePath, MANIFEST, MANIFEST_NOTE } from './files.ts';
import { messageOf } from './lines.ts';
import type { ManifestFile } from './manifest.ts';

/** Every file that the manifest lists is there with its bytes, and nothing else is. */
export async function verifyFiles(context: Context): Promise<void> {
  reportStrangers(context);
  context.onProgress('Verifying files');
  let done = 0;
  let said = 0;
  for (const file of context.manifest.files) {
    await verifyFile(context, file);
    done += file.bytes;
    if (done < said + SAID_EVERY_BYTES) continue;
    said = done;
    context.onProgress(`Verifying files: ${Math.round(done / 1e6)} MB`);
  }
}

const SAID_EVERY_BYTES = 100_000_000;

function reportStrangers({ found, listed, failures }: Context): void {
  for (const { path, type } of found.values()) {
    const place = { file: path };
    if (!isSafePath(path)) failures.add('unsafe-path', 'A name like this may not stand in a package.', place);
    else if (type !== 'file') failures.add('not-a-file', 'It is a link or a device, and not a file.', place);
    else if (path !== MANIFEST && path !== MANIFEST_NOTE && !listed.has(path))
      failures.add('file-extra', 'The manifest does not list this file.', place);
  }
}

/** What may stand in a package, so that nothing looks like evidence which is none. */
const belongs =
  /^(README\.txt|assessment\.json|checkpoint\.txt|key\.txt|verify\.mjs|index\.html|(exceptions|unknowns|exclusions)\.json|exceptions\.csv|report\/.+|findings\/[^/]+\.ndjson|populations\/[^/]+\.(ndjson|csv|sheet\.json)|evidence\/(entries|blobs)-\d{5,}\.ndjson|evidence\/index\.json|ledger\/tile\/0\/.+)$/;

async function verifyFile({ found, files, failures }: Context, { path, bytes, sha256 }: ManifestFile): Promise<void> {
  const place = { file: path };
  const here = found.get(path);
  if (!belongs.test(path)) failures.add('file-extra', 'No package of this format has such a file.', place);
  if (here === undefined) failures.add('file-missing', 'The manifest lists this file, and it is not there.', place);
  if (here?.type !== 'file') return;
  if (here.bytes !== bytes) failures.add('file-size', `It has ${here.bytes} bytes instead of ${bytes}.`, place);
  try {
    const hash = createHash('sha256');
    for await (const piece of files.open(path)) hash.update(piece);
    if (hash.digest('hex') !== sha256) failures.add('file-altered', 'Its bytes are not those that the manifest names.', place);
  } catch (error) {
    failures.add('unreadable', `It could not be read: ${messageOf(error)}`, place);
  }
}

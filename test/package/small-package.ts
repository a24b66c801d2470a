import { createHash } from 'node:crypto';
import { writePackage } from '../../src/audit/package/write-package.ts';
import { canonicalJson, type Json } from '../../src/kernel/canonical-json.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { manifestNoteText } from '../../src/verify/package/manifest.ts';
import { parseKeyLines, type Verification, type VerifyOptions, verifyPackage } from '../../src/verify/package/verify-package.ts';
import { type FileMap, memoryFiles, memorySink } from './memory-sink.ts';
import { ORIGIN, type SampleOptions, sampleSource, signerFrom } from './sample.ts';

export const ourKey = parseKeyLines(signerFrom('ours').key);

/** A package in memory. One whose seal does not fit what it says is given too: its writer refuses it only after it is whole. */
export async function samplePackage(options: SampleOptions = {}): Promise<FileMap> {
  const sink = memorySink();
  await writePackage(sampleSource(options), sink, { shardBytes: 3_000 }).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'export/does-not-verify') throw error;
  });
  return sink.files;
}

/** The same without the pages and fonts of the report, signed anew: thousands of mutants of it are verified in seconds. */
export async function smallPackage(options: SampleOptions = {}): Promise<FileMap> {
  const files = await samplePackage({ changes: 6, ...options });
  for (const path of files.keys()) if (path.startsWith('report/') && path !== 'report/verify.html') files.delete(path);
  return resigned(files, options.signer);
}

/** What somebody with the key could make of a package: the manifest fits the files again, and the signature fits the manifest. */
export function resigned(files: FileMap, signer = 'ours'): FileMap {
  const manifest = JSON.parse(Buffer.from(files.get('manifest.json') as Uint8Array).toString()) as Record<string, Json>;
  const listed = [...files].filter(([path]) => path !== 'manifest.json' && path !== 'manifest.note').sort(([a], [b]) => (a < b ? -1 : 1));
  manifest['files'] = listed.map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) }));
  const text = Buffer.from(`${canonicalJson(manifest)}\n`);
  const signed = new Map(files);
  signed.set('manifest.json', text);
  signed.set('manifest.note', Buffer.from(signerFrom(signer).sign(manifestNoteText(ORIGIN, sha256(text)))));
  return signed;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function verifyFiles(files: FileMap, options: VerifyOptions = { pinned: ourKey }): Promise<Verification> {
  return verifyPackage(memoryFiles(files), options);
}

/** A file with one text put in the place of another, which must be there. */
export function edited(files: FileMap, path: string, from: string | RegExp, to: string): FileMap {
  const text = Buffer.from(files.get(path) as Uint8Array).toString();
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${path} holds no ${from}`);
  return new Map(files).set(path, Buffer.from(changed));
}

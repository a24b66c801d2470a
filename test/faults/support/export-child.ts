import { openFolderSink } from '../../../src/audit/package/folder-sink.ts';
import { writePackage } from '../../../src/audit/package/write-package.ts';
import { sampleSource } from '../../package/sample.ts';

/** Writes a sample package to the folder it is told: `export-child.ts OUT CHANGES`. Says `writing` when it begins and `done` when it is whole. */
const [out, changes] = process.argv.slice(2);
if (out === undefined) throw new Error('Say where to write');
process.stdout.write('writing\n');
const sink = await openFolderSink(out, { replace: true });
try {
  await writePackage(sampleSource({ changes: Number(changes ?? 1_000) }), sink, { shardBytes: 50_000 });
  await sink.finish();
  process.stdout.write('done\n');
} catch (error) {
  await sink.abandon();
  process.stdout.write(`failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

import { runVerify } from './main.ts';

// Whoever reads along may stop early, as `| head -1` does: then nothing more is written, and the exit code still says what was found.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

// The one-file verifier: `node verify.mjs PACKAGE`.
process.exitCode = await runVerify(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});

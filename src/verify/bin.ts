import { runVerify } from './main.ts';

// The one-file verifier: `node verify.mjs PACKAGE`.
process.exitCode = await runVerify(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});

#!/usr/bin/env node
// In syntax that Node has known since version 12: an old one must be able to say that it is too old.
const needed = 22;

if (Number.parseInt(process.versions.node, 10) >= needed) {
  import('../dist/main.js');
} else {
  process.stderr.write(
    `Tickmark needs Node ${needed} or newer; this is ${process.version}. Install a newer Node (https://nodejs.org) and try again.\n`,
  );
  process.exitCode = 2;
}

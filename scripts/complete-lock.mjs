// Completes package-lock.json: npm leaves out optional packages for other platforms that it could not fetch, and `npm ci` then refuses the whole file.
// Writes, for each one left out, an entry with the exact version its parent names and the platform its own name names. Run it after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { root } from './setup.mjs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

/** The optional packages that an entry of the lock names, in one exact version, and that have no entry of their own. */
export function leftOut(packages) {
  return Object.entries(packages).flatMap(([path, parent]) =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(([name]) => !isPresent(packages, path, name))
      .map(([name, version]) => ({ path: `node_modules/${name}`, version, parent })),
  );
}

/** Looks where Node would look: in the parent's own node_modules, then upwards. */
function isPresent(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('node_modules')).replace(/\/$/, '')) {
    if (`${folder ? `${folder}/` : ''}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
}

/** The lock's entry for a platform's package, or undefined where its name does not say which platform it is for. */
export function entryFor({ path, version, parent }) {
  const words = path.split(/[/-]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined || !/^\d/.test(version)) return undefined;
  const libc = /-musl/.test(path) ? 'musl' : /-gnu/.test(path) ? 'glibc' : undefined;
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(libc && os === 'linux' ? { libc: [libc] } : {}),
    ...(parent.license ? { license: parent.license } : {}),
    optional: true,
    os: [os],
    ...(parent.engines?.node ? { engines: { node: parent.engines.node } } : {}),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = `${root}package-lock.json`;
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = leftOut(lock.packages);
  for (const one of missing) {
    const entry = entryFor(one);
    if (entry === undefined)
      throw new Error(`${one.path} is missing from package-lock.json, and its name does not tell its platform: add it by hand.`);
    lock.packages[one.path] = entry;
    process.stdout.write(`added ${one.path} ${one.version}\n`);
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`${missing.length} added\n`);
}

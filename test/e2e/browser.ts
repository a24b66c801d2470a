import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Browsers of a Linux machine, tried where the one from npm does not run: it is a build for Linux on x64 only. */
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A headless Chromium. Throws, naming what is missing, where there is none: nothing is left out in silence. */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    // One process would end with the first page that is closed.
    const args = sparticuz.args.filter((one) => one !== '--single-process');
    return chromium.launch({ executablePath: await sparticuz.executablePath(), args, headless: true });
  }
  const executablePath = installed.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error(`No browser: install Chromium at one of ${installed.join(', ')}.`);
  return chromium.launch({ executablePath, headless: true });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Verdict, verdict } from './gate.ts';

/** The licences a package may stand under; some packages may stand under others as long as they are not shipped. */
export interface LicenceRules {
  allowed: string[];
  developmentOnly: { package: string; licence: string; because: string }[];
}

interface LockEntry {
  version?: string;
  license?: string;
  dev?: boolean;
  link?: boolean;
}

/** Holds the licence of every package of package-lock.json, as its own package.json states it where it is installed, against the list. */
export function checkLicences(root: string, rules: LicenceRules): Verdict {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockEntry> };
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  return verdict(packages.length, 'packages', {
    failures: packages.flatMap(([path, entry]) => judge(path, entry, statedIn(join(root, path)) ?? entry.license, rules)),
  });
}

function judge(path: string, entry: LockEntry, licence: string | undefined, rules: LicenceRules): string[] {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (licence === undefined) return [`${name} states no licence`];
  if (isAllowed(licence, rules.allowed)) return [];
  const exception = rules.developmentOnly.find((one) => new RegExp(one.package).test(name) && one.licence === licence);
  if (exception !== undefined && entry.dev === true) return [];
  return [`${name} stands under ${licence}, which ${exception === undefined ? 'is not on the list' : 'is accepted for development only'}`];
}

function statedIn(folder: string): string | undefined {
  try {
    const stated: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).license;
    return typeof stated === 'string' ? stated : undefined;
  } catch {
    return undefined; // another platform's package: only the lock knows it
  }
}

/** Reads an SPDX expression: one side of an OR, every side of an AND must be on the list. */
export function isAllowed(expression: string, allowed: readonly string[]): boolean {
  const plain = expression.replace(/[()]/g, ' ').trim();
  if (/\bWITH\b/.test(plain) || (/\bAND\b/.test(plain) && /\bOR\b/.test(plain))) return false; // rare enough for a person to read
  if (/\bOR\b/.test(plain)) return plain.split(/\s+OR\s+/).some((one) => allowed.includes(one.trim()));
  return plain.split(/\s+AND\s+/).every((one) => allowed.includes(one.trim()));
}

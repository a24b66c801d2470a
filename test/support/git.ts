import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of a test's own. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'tickmark-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface CommitOptions {
  readonly at?: string;
  /** Committer date, where it differs. */
  readonly committedAt?: string;
  readonly author?: string;
  readonly message?: string;
  readonly files?: Readonly<Record<string, string | null>>;
}

/** A real repository, driven through the git command. */
export interface TestRepository {
  readonly path: string;
  git(...args: readonly string[]): string;
  /** Writes files (null removes), commits, and gives the sha. */
  commit(options?: CommitOptions): string;
  /** Merges a branch into the one that is checked out, never fast-forward. */
  merge(branch: string | readonly string[], options?: Omit<CommitOptions, 'files'>): string;
  /** Feeds `git fast-import`. */
  import(stream: string): void;
}

const base = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };

export function testRepository(path: string, ...options: readonly string[]): TestRepository {
  mkdirSync(path, { recursive: true });
  const run = (args: readonly string[], env: Record<string, string> = {}, input?: string | Buffer) =>
    execFileSync('git', [...args], {
      cwd: path,
      env: { ...base, ...env },
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 1 << 28,
    }).trim();
  run(['init', '--quiet', '--initial-branch=main', ...options]);
  let count = 0;
  const identity = ({
    at = `2025-01-01T00:00:${String(count++ % 60).padStart(2, '0')}Z`,
    committedAt = at,
    author = 'Ada Example <ada@x.example>',
  }: CommitOptions) => {
    const [, name = '', email = ''] = /^(.*) <(.*)>$/.exec(author) ?? [];
    return {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_AUTHOR_DATE: at,
      GIT_COMMITTER_DATE: committedAt,
    };
  };
  return {
    path,
    git: (...args) => run(args),
    commit(made = {}) {
      for (const [name, text] of Object.entries(made.files ?? {})) {
        if (text === null) rmSync(join(path, name));
        else {
          mkdirSync(dirname(join(path, name)), { recursive: true });
          writeFileSync(join(path, name), text);
        }
      }
      run(['add', '--all']);
      run(['commit', '--quiet', '--allow-empty', '--message', made.message ?? 'A change'], identity(made));
      return run(['rev-parse', 'HEAD']);
    },
    merge(branch, made = {}) {
      const branches = typeof branch === 'string' ? [branch] : branch;
      run(['merge', '--quiet', '--no-ff', '--message', made.message ?? `Merge branch '${branches[0]}'`, ...branches], identity(made));
      return run(['rev-parse', 'HEAD']);
    },
    import(stream) {
      run(['fast-import', '--quiet', '--force'], {}, stream);
    },
  };
}

import { execFileSync } from 'node:child_process';

const PER_MERGE = 4;

/** Merges of branches with a few commits each, every tenth message long; written as a stream for `git fast-import`. */
function history(commits: number): string {
  const lines: string[] = [];
  let mark = 0;
  let main = 0;
  const commit = (ref: string, at: number, message: string, parents: readonly number[]) => {
    mark++;
    const [from, ...merged] = parents.filter((one) => one > 0);
    const text = `commit refs/heads/${ref}\nmark :${mark}\ncommitter A <a@x.example> ${at} +0000\ndata ${Buffer.byteLength(message)}\n${message}\n`;
    lines.push(`${text}${from === undefined ? '' : `from :${from}\n`}${merged.map((one) => `merge :${one}\n`).join('')}\n`);
    return mark;
  };
  for (let n = 0; mark < commits; n++) {
    const at = 1700000000 + n * 3000;
    let side = main;
    for (let k = 0; k < PER_MERGE && main > 0; k++)
      side = commit('side', at + k, `HL-${n} step ${k}\n\n${'text '.repeat(n % 10 === 0 ? 2_000 : 20)}`, [side]);
    main = commit('main', at + 1000, `Merge pull request #${n} from org/HL-${n}`, main > 0 ? [main, side] : []);
  }
  return lines.join('');
}

const [path = '', commits = ''] = process.argv.slice(2);
execFileSync('git', ['fast-import', '--quiet', '--force'], { cwd: path, input: history(Number(commits)), stdio: ['pipe', 'ignore', 'inherit'] });

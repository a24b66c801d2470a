/** A key in PEM has some thousand characters; whatever is longer is no secret. */
const LONGEST = 64 * 1024;

export interface SecretInput {
  readonly input: NodeJS.ReadStream;
  /** Where a person is asked. */
  readonly output: NodeJS.WritableStream;
  /** Called at Ctrl-C, which does not reach the process while what is typed is not shown. */
  readonly interrupt: () => void;
}

/** All that stands on standard input; where somebody types, one line that is not shown. */
export async function readSecret({ input, output, interrupt }: SecretInput, prompt: string): Promise<string> {
  if (!input.isTTY) return piped(input);
  output.write(prompt);
  input.setRawMode(true);
  input.setEncoding('utf8');
  try {
    const { line, by } = await typed(input);
    if (by === INTERRUPT) interrupt();
    return by === INTERRUPT ? '' : line;
  } finally {
    input.setRawMode(false);
    input.pause();
    output.write('\n');
  }
}

async function piped(input: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk));
    bytes += Buffer.from(chunk).length;
    if (bytes > LONGEST) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

const INTERRUPT = '\u0003';
const ends: ReadonlySet<string> = new Set(['\r', '\n', '\u0004', INTERRUPT]);
const erases: ReadonlySet<string> = new Set(['\b', '\u007f']);

interface Line {
  readonly line: string;
  /** The key that ended it; null while it goes on. */
  readonly by: string | null;
}

function after({ line, by }: Line, key: string): Line {
  if (by !== null) return { line, by };
  if (ends.has(key)) return { line, by: key };
  return { line: erases.has(key) ? line.slice(0, -1) : `${line}${key}`.slice(0, LONGEST), by: null };
}

function typed(input: NodeJS.ReadStream): Promise<Line> {
  return new Promise((resolve) => {
    let line: Line = { line: '', by: null };
    const take = (text: string) => {
      line = [...text].reduce(after, line);
      if (line.by === null) return;
      input.off('data', take);
      resolve(line);
    };
    input.on('data', take);
    input.resume();
  });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { isCode, isTest } from './files.ts';
import { type Verdict, verdict } from './gate.ts';

/** Lines from which a file or a function is warned about, and above which it fails. */
export interface Budgets {
  file: { warn: number; fail: number };
  function: { warn: number; fail: number };
}

interface Measured {
  place: string;
  lines: number;
  budget: { warn: number; fail: number };
}

/** Counts the lines of every code file, and of every function outside tests and JSX. */
export function checkBudgets(root: string, files: readonly string[], budgets: Budgets): Verdict {
  const code = files.filter(isCode);
  const measured = code.flatMap((file) => measure(file, readFileSync(join(root, file), 'utf8'), budgets));
  return verdict(code.length, 'code files', {
    failures: measured.filter(({ lines, budget }) => lines > budget.fail).map(describe),
    warnings: measured.filter(({ lines, budget }) => lines > budget.warn && lines <= budget.fail).map(describe),
  });
}

function describe({ place, lines, budget }: Measured): string {
  return `${place} has ${lines} lines; ${lines > budget.fail ? `${budget.fail} is the limit` : `aim below ${budget.warn}`}`;
}

function measure(file: string, text: string, budgets: Budgets): Measured[] {
  const whole = { place: file, lines: text.replace(/\n$/, '').split('\n').length, budget: budgets.file };
  const exempt = isTest(file) || /\.[jt]sx$/.test(file);
  return exempt ? [whole] : [whole, ...functionsIn(file, text).map((one) => ({ ...one, budget: budgets.function }))];
}

function functionsIn(file: string, text: string): { place: string; lines: number }[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const line = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
  const found: { place: string; lines: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const first = line(node.getStart(source));
      found.push({ place: `${file}:${first} ${nameOf(node)}`, lines: line(node.getEnd()) - first + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  return ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent) ? node.parent.name.getText() : 'a function';
}

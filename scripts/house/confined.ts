import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { isCode } from './files.ts';
import { type Verdict, verdict } from './gate.ts';
import { type Confined, matchesAny } from './rules.ts';

export interface PureRule {
  files: string;
  except: string;
  globals: string[];
  expressions: string[];
  because: string;
}

export interface ConfinedRules {
  confined: readonly Confined[];
  pure: PureRule;
}

type Detector = (node: ts.Node) => string | undefined;

/** Finds SQL and reads of the environment outside the files that may hold them, and clocks, chance and the world in pure layers. */
export function checkConfined(root: string, files: readonly string[], rules: ConfinedRules): Verdict {
  const code = files.filter(isCode);
  const failures = code.flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
    return detectorsFor(file, rules).flatMap(({ detect, because }) => sightings(source, detect).map((seen) => `${seen}. ${because}`));
  });
  return verdict(code.length, 'code files', { failures });
}

const detectors: Record<string, Detector> = { sql: findSql, environment: findEnvironment };

function detectorsFor(file: string, { confined, pure }: ConfinedRules): { detect: Detector; because: string }[] {
  const found = confined.filter((rule) => !matchesAny(rule.to, file)).map((rule) => ({ detect: detectorOf(rule), because: rule.because }));
  const isPure = new RegExp(pure.files).test(file) && !new RegExp(pure.except).test(file);
  return isPure ? [...found, { detect: findImpure(pure), because: pure.because }] : found;
}

function detectorOf(rule: Confined): Detector {
  const detect = detectors[rule.what];
  if (detect === undefined) throw new Error(`architecture/rules.json confines "${rule.what}", which nothing detects`);
  return detect;
}

function sightings(source: ts.SourceFile, detect: Detector): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const seen = detect(node);
    if (seen !== undefined) found.push(`${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1} has ${seen}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...new Set(found)];
}

const statement =
  /^\s*(select\s[\s\S]+\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|(create|alter|drop)\s+(or\s+replace\s+)?(unique\s+)?(table|schema|index|policy|role|function|database|view|type)\s|truncate\s|grant\s|set\s+local\s|with\s+\w+\s+as\s*\()/;
const builders = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom']);

/** A statement in lower or in upper case (a sentence starts with one capital), Kysely's `sql` tag or one of its builders. */
function findSql(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
    const text = ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map((span) => ` ${span.literal.text}`).join('') : node.text;
    const first = /^\s*(\w+)/.exec(text)?.[1] ?? '';
    const oneCase = first === first.toLowerCase() || first === first.toUpperCase();
    return oneCase && statement.test(text.toLowerCase()) ? 'SQL' : undefined;
  }
  if (ts.isTaggedTemplateExpression(node)) return node.tag.getText() === 'sql' ? 'SQL' : undefined;
  return ts.isPropertyAccessExpression(node) && builders.has(node.name.text) ? 'SQL (a query builder)' : undefined;
}

/** `process.env`, `process['env']`, `const { env } = process` and `import { env } from 'node:process'`. */
function findEnvironment(node: ts.Node): string | undefined {
  if (/^process(\.env|\[['"]env['"]\])$/.test(ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node.getText() : ''))
    return 'process.env';
  if (ts.isBindingElement(node) && ts.isVariableDeclaration(node.parent.parent))
    return isEnv(node) && node.parent.parent.initializer?.getText() === 'process' ? 'process.env' : undefined;
  if (!ts.isImportSpecifier(node) || !isEnv(node)) return undefined;
  return /^['"](node:)?process['"]$/.test(node.parent.parent.parent.moduleSpecifier.getText()) ? 'an import of the environment' : undefined;
}

function isEnv(node: ts.BindingElement | ts.ImportSpecifier): boolean {
  return (node.propertyName ?? node.name).getText() === 'env';
}

function findImpure({ globals, expressions }: PureRule): Detector {
  return (node) => {
    if (ts.isPropertyAccessExpression(node) || ts.isNewExpression(node) || ts.isCallExpression(node)) {
      const text = node.getText();
      return expressions.includes(text) ? text : undefined;
    }
    const isGlobal = ts.isIdentifier(node) && globals.includes(node.text) && isValue(node) && !isDeclaredIn(node.getSourceFile(), node.text);
    return isGlobal ? node.text : undefined;
  };
}

/** An identifier that stands for a value: not the name of a property or a declaration, and not part of a type. */
function isValue(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if ('name' in parent && parent.name === node) return false;
  return !ts.isTypeNode(parent) && !ts.isQualifiedName(parent);
}

/** Whether the file itself declares the name (a parameter, a constant, an import), so that it is not the global. */
function isDeclaredIn(source: ts.SourceFile, name: string): boolean {
  const declares = (node: ts.Node): boolean =>
    ((ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node) || ts.isImportSpecifier(node)) &&
      node.name.getText() === name) ||
    ts.forEachChild(node, (child) => declares(child) || undefined) === true;
  return declares(source);
}

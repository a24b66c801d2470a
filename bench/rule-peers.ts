import type { Change } from './made-changes.ts';
import { peer } from './peers.ts';

/** A rules engine that was given the rule `some ticket starts with the prefix`. */
export interface RulePeer {
  readonly name: string;
  /** Asked a part of the resources only. */
  readonly slow: boolean;
  /** How many of the changes pass. */
  passing(changes: readonly Change[]): Promise<number> | number;
}

export async function rulePeers(prefix: string): Promise<readonly RulePeer[]> {
  return [await marcbachmannCel(prefix), await bufbuildCel(prefix), await jsonLogic(prefix), await jsonRulesEngine(prefix)];
}

type Bindings = Readonly<Record<string, unknown>>;

async function marcbachmannCel(prefix: string): Promise<RulePeer> {
  const { parse } = await peer<{ parse(text: string): (bindings: Bindings) => unknown }>('@marcbachmann/cel-js');
  const rule = parse(`change.tickets.exists(t, t.startsWith("${prefix}"))`);
  return { name: '@marcbachmann/cel-js 8.0.0', slow: false, passing: (changes) => count(changes, (change) => rule({ change }) === true) };
}

interface BufbuildCel {
  celEnv(): unknown;
  parse(text: string): unknown;
  plan(environment: unknown, parsed: unknown): (bindings: Bindings) => unknown;
}

async function bufbuildCel(prefix: string): Promise<RulePeer> {
  const { celEnv, parse, plan } = await peer<BufbuildCel>('@bufbuild/cel');
  const rule = plan(celEnv(), parse(`tickets.exists(t, t.startsWith("${prefix}"))`));
  return { name: '@bufbuild/cel 0.6.1', slow: true, passing: (changes) => count(changes, ({ tickets }) => rule({ tickets }) === true) };
}

interface JsonLogic {
  apply(rule: unknown, data: unknown): unknown;
  add_operation(name: string, operation: (text: string, prefix: string) => boolean): void;
}

async function jsonLogic(prefix: string): Promise<RulePeer> {
  const { default: logic } = await peer<{ default: JsonLogic }>('json-logic-js');
  logic.add_operation('startsWith', (text, start) => text.startsWith(start));
  const rule = { some: [{ var: 'tickets' }, { startsWith: [{ var: '' }, prefix] }] };
  return { name: 'json-logic-js 2.0.5', slow: false, passing: (changes) => count(changes, (change) => logic.apply(rule, change) === true) };
}

interface RulesEngine {
  addRule(rule: unknown): void;
  addOperator(name: string, operator: (fact: readonly string[], prefix: string) => boolean): void;
  run(facts: Bindings): Promise<{ events: readonly unknown[] }>;
}

async function jsonRulesEngine(prefix: string): Promise<RulePeer> {
  const { Engine } = await peer<{ Engine: new () => RulesEngine }>('json-rules-engine');
  const engine = new Engine();
  engine.addOperator('someStartsWith', (tickets, start) => tickets.some((one) => one.startsWith(start)));
  engine.addRule({ conditions: { all: [{ fact: 'tickets', operator: 'someStartsWith', value: prefix }] }, event: { type: 'pass' } });
  return {
    name: 'json-rules-engine 7.3.1',
    slow: true,
    async passing(changes) {
      let passing = 0;
      for (const { tickets } of changes) if ((await engine.run({ tickets })).events.length > 0) passing += 1;
      return passing;
    },
  };
}

function count(changes: readonly Change[], passes: (change: Change) => boolean): number {
  let passing = 0;
  for (const change of changes) if (passes(change)) passing += 1;
  return passing;
}

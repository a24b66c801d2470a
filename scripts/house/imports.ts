import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult, type IDependency, type IModule } from 'dependency-cruiser';
import { isTest } from './files.ts';
import { type Verdict, verdict } from './gate.ts';
import { type ConfinedPackages, type Layer, matchesAny } from './rules.ts';

const cruised = ['src', 'demo', 'migrations', 'web', 'bench', 'scripts', 'test'];

export interface ImportRules {
  layers: readonly Layer[];
  packages: readonly ConfinedPackages[];
}

/** Reads every import below `root` and holds it against the layers: no upward import, no stray file, no cycle, nothing unresolved. */
export async function checkImports(root: string, rules: ImportRules): Promise<Verdict> {
  const folders = cruised.filter((folder) => existsSync(join(root, folder)));
  const modules = folders.length === 0 ? [] : await modulesBelow(root, folders);
  const own = modules.filter((module) => isOurs(module.source));
  const imports = own.flatMap((module) => module.dependencies.map((dependency) => ({ from: module.source, dependency })));
  const failures = [...strays(own, rules.layers), ...imports.flatMap(({ from, dependency }) => judge(from, dependency, rules))];
  if (own.length > 1 && imports.length === 0)
    failures.push('saw modules but not one import: is the TypeScript that dependency-cruiser needs installed?');
  return verdict(own.length, 'modules', { failures: [...new Set(failures)].sort() });
}

async function modulesBelow(root: string, folders: string[]): Promise<IModule[]> {
  const { output } = await cruise(folders, {
    baseDir: root,
    tsPreCompilationDeps: true, // imports of types count: a layer must not know another's types either
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist)/|^src/verify/verify\\.mjs$' },
    includeOnly: undefined,
    validate: true,
    ruleSet: { forbidden: [{ name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } }] },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  });
  return (output as ICruiseResult).modules;
}

function isOurs(file: string): boolean {
  return cruised.some((folder) => file.startsWith(`${folder}/`));
}

/** Files of the product that belong to no layer: nobody said what they may import. */
function strays(modules: readonly IModule[], layers: readonly Layer[]): string[] {
  return modules
    .map((module) => module.source)
    .filter(
      (file) => /^(src|web|demo|migrations)\//.test(file) && /\.[cm]?[jt]sx?$/.test(file) && !isTest(file) && layerOf(file, layers) === undefined,
    )
    .map((file) => `${file} belongs to no layer of architecture/layers.json`);
}

function layerOf(file: string, layers: readonly Layer[]): Layer | undefined {
  return layers.find((layer) => new RegExp(layer.files).test(file));
}

function judge(from: string, dependency: IDependency, rules: ImportRules): string[] {
  return [...cycle(from, dependency), ...unresolved(from, dependency), ...intoTest(from, dependency), ...acrossLayers(from, dependency, rules)];
}

function cycle(from: string, dependency: IDependency): string[] {
  if (!dependency.circular) return [];
  const ring = [from, ...(dependency.cycle ?? []).map((step) => step.name)];
  const first = ring.slice(0, -1).sort()[0];
  return first === from ? [`import cycle: ${ring.join(' → ')}`] : [];
}

function unresolved(from: string, dependency: IDependency): string[] {
  return dependency.couldNotResolve && /^[./]/.test(dependency.module) ? [`${from} imports ${dependency.module}, which does not exist`] : [];
}

function intoTest(from: string, dependency: IDependency): string[] {
  return isOurs(dependency.resolved) && isTest(dependency.resolved) && !isTest(from) && !from.startsWith('bench/')
    ? [`${from} imports ${dependency.resolved}: only tests import tests`]
    : [];
}

function acrossLayers(from: string, dependency: IDependency, rules: ImportRules): string[] {
  const layer = layerOf(from, rules.layers);
  if (isTest(from)) return [];
  if (isNode(dependency))
    return layer?.node === false ? [`${from} imports node:${dependency.module.replace(/^node:/, '')}: ${layer.name} stands apart from Node`] : [];
  if (isPackage(dependency)) return packages(from, dependency, layer, rules.packages);
  return layer === undefined ? [] : locals(from, dependency, layer, rules.layers);
}

function isNode(dependency: IDependency): boolean {
  return dependency.coreModule || dependency.module.startsWith('node:');
}

function isPackage(dependency: IDependency): boolean {
  return !/^[./#]/.test(dependency.module);
}

function packages(from: string, dependency: IDependency, layer: Layer | undefined, confined: readonly ConfinedPackages[]): string[] {
  const name = dependency.module
    .split('/')
    .slice(0, dependency.module.startsWith('@') ? 2 : 1)
    .join('/');
  if (layer?.packages !== undefined && !layer.packages.includes(name)) return [`${from} imports the package ${name}: ${layer.name} may not`];
  const rule = confined.find((one) => one.names.includes(name));
  return rule !== undefined && layer !== undefined && !matchesAny(rule.to, from)
    ? [`${from} imports the package ${name}, which is kept to ${rule.to.join(', ')}`]
    : [];
}

function locals(from: string, dependency: IDependency, layer: Layer, all: readonly Layer[]): string[] {
  const target = layerOf(dependency.resolved, all);
  if (target === undefined || target === layer || layer.imports.includes(target.name))
    return target === undefined ? outside(from, dependency, layer) : asValue(from, dependency, layer, target);
  return [`${from} imports ${dependency.resolved}: ${layer.name} may not import ${target.name}`];
}

/** A layer of which only types may be imported: the browser would have to fetch the rest. */
function asValue(from: string, dependency: IDependency, layer: Layer, target: Layer): string[] {
  const isType = dependency.typeOnly === true || dependency.dependencyTypes.includes('type-only');
  return layer.types?.includes(target.name) && !isType
    ? [`${from} imports ${dependency.resolved}: ${layer.name} may import only types of ${target.name}`]
    : [];
}

/** A file of no layer: JSON and other data beside the sources is fine, another folder of the repository is not. */
function outside(from: string, dependency: IDependency, layer: Layer): string[] {
  const allowed =
    dependency.couldNotResolve ||
    /^(src|web|demo)\/.+\.json$|^web\/.+\.(css|svg|woff2)$/.test(dependency.resolved) ||
    dependency.resolved === 'package.json';
  return allowed ? [] : [`${from} imports ${dependency.resolved}: ${layer.name} may not leave the layers`];
}

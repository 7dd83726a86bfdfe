/**
 * The order of the house: who may import whom, which library is known to which file, and what no file may do.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));

interface Import {
  readonly file: string;
  /** Relative to src/ where it is one of ours; otherwise the name of the package. */
  readonly target: string;
  readonly ours: boolean;
  readonly typesOnly: boolean;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).sort();
const textOf = (file: string): string => readFileSync(join(SOURCE, file), 'utf8');

/** Comments may say anything; strings stay, since imports are among them. */
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

const STATIC = /^\s*(?:import|export)\s+(?<type>type\s)?(?:[^'";]*?\sfrom\s+)?'(?<target>[^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'(?<target>[^']+)'\s*\)/g;

const importsOf = (file: string): readonly Import[] => {
  const text = withoutComments(textOf(file));
  return [...text.matchAll(STATIC), ...text.matchAll(DYNAMIC)].map((found) => {
    const target = found.groups?.['target'] ?? '';
    const ours = target.startsWith('.');
    return {
      file, ours, typesOnly: found.groups?.['type'] !== undefined,
      target: ours ? relative(SOURCE, join(SOURCE, dirname(file), target)) : target,
    };
  });
};

const imports = files.flatMap(importsOf);
const folderOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : '');
const shown = (one: Import): string => `${one.file} imports ${one.target}`;

/** For each folder, the folders that stand to its left. `''` is src/ itself: the public face. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  language: ['kernel'],
  calculus: ['kernel', 'language'],
  search: ['kernel', 'language', 'calculus'],
  numeric: ['kernel', 'language', 'calculus'],
  networks: ['kernel', 'language', 'calculus', 'numeric'],
  render: ['kernel', 'language', 'calculus'],
  recheck: ['kernel'],
  check: ['kernel', 'language', 'calculus', 'search', 'numeric', 'networks', 'render', 'recheck'],
  derive: ['kernel', 'language', 'calculus', 'search', 'render', 'check'],
  report: ['kernel', 'language', 'calculus', 'search', 'numeric', 'networks', 'render', 'recheck', 'check', 'derive'],
  cli: ['kernel', 'language', 'calculus', 'search', 'numeric', 'networks', 'render', 'recheck', 'check', 'derive', 'report'],
  '': ['kernel', 'language', 'calculus', 'search', 'numeric', 'networks', 'render', 'recheck', 'check', 'derive', 'report'],
};

test('imports are found at all', () => {
  expect(imports.map(shown)).toContain('kernel/expression.ts imports kernel/rational.ts');
  expect(imports.map(shown)).toContain('cli/program.ts imports cli/commands/check.ts');
  expect(imports.map(shown)).toContain('cli/program.ts imports commander');
});

test('every folder of src/ has its place in the order', () => {
  expect(files.map(folderOf).filter((folder) => !Object.hasOwn(MAY_IMPORT, folder))).toEqual([]);
});

test('a file imports from its own folder and from what stands to its left', () => {
  const wrong = imports.filter((one) => {
    const [from, to] = [folderOf(one.file), folderOf(one.target)];
    return one.ours && from !== to && !(MAY_IMPORT[from] ?? []).includes(to);
  });
  expect(wrong.map(shown)).toEqual([]);
});

test('every import of ours names a file that is there, with its ending', () => {
  expect(imports.filter((one) => one.ours && !files.includes(one.target)).map(shown)).toEqual([]);
});

test('the kernel imports nothing from outside: no package, nothing of Node', () => {
  expect(imports.filter((one) => folderOf(one.file) === 'kernel' && !one.ours).map(shown)).toEqual([]);
});

test('the second checker shares with the kernel its types and its numbers, and nothing else', () => {
  const TYPES = ['kernel/expression.ts', 'kernel/goal.ts'];
  const allowed = (one: Import): boolean => one.target === 'kernel/rational.ts' || (one.typesOnly && TYPES.includes(one.target))
    || folderOf(one.target) === 'recheck' || one.target.startsWith('node:');
  expect(imports.filter((one) => folderOf(one.file) === 'recheck' && !allowed(one)).map(shown)).toEqual([]);
});

test('a package is imported in one file only', () => {
  const users = new Map<string, Set<string>>();
  for (const { target, file, ours } of imports) {
    if (!ours && !target.startsWith('node:')) users.set(target, (users.get(target) ?? new Set()).add(file));
  }
  expect([...users].filter(([, of]) => of.size > 1).map(([name, of]) => `${name}: ${[...of].join(', ')}`)).toEqual([]);
});

test('a package that is imported is a dependency of the package, and not a tool of its developers', () => {
  const { dependencies } = JSON.parse(readFileSync(join(SOURCE, '../package.json'), 'utf8')) as { dependencies: object };
  const packages = imports.filter((one) => !one.ours && !one.target.startsWith('node:') && !one.typesOnly);
  expect(packages.filter((one) => !Object.hasOwn(dependencies, one.target)).map(shown)).toEqual([]);
});

/** Packages that a user may do without: loaded by names in constants, since the type checker must not look for them. */
const LOADS_OPTIONAL = 'networks/engine/tensorflow/load.ts';

test('optional packages are named in one file, the only one that loads what is not written out in an import', () => {
  const { peerDependenciesMeta } = JSON.parse(readFileSync(join(SOURCE, '../package.json'), 'utf8')) as { peerDependenciesMeta: Record<string, { optional: boolean }> };
  const optional = Object.keys(peerDependenciesMeta);
  expect(optional).toEqual(['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm']);
  for (const name of optional) {
    expect(peerDependenciesMeta[name]).toEqual({ optional: true });
    expect(files.filter((file) => withoutComments(textOf(file)).includes(`'${name}'`))).toEqual([LOADS_OPTIONAL]);
  }
  expect(imports.filter((one) => one.target.startsWith('@tensorflow')).map(shown)).toEqual([]);
  expect(files.filter((file) => /\bimport\(\s*[^'\s]|\brequire\(/.test(withoutComments(textOf(file))))).toEqual([LOADS_OPTIONAL]);
});

describe.each([
  ['a `default:` in a switch of the kernel', /^\s*default\s*:/m, (file: string) => folderOf(file) === 'kernel'],
  ['`eval`', /\beval\s*\(/, () => true],
  ['`new Function`', /\bnew\s+Function\b/, () => true],
  // Where scripts for SymPy are written, the word is Python's.
  ['`Function` called', /[^\w.]Function\s*\(/, (file: string) => !file.startsWith('check/sympy')],
  ['`any`', /(?::|\bas|<|\|)\s*any\b/, () => true],
  ['a suppressed type error', /@ts-(?:ignore|nocheck|expect-error)/, () => true],
] as const)('no file has %s', (_, pattern, concerned) => {
  test('in src/', () => {
    const code = (file: string): string => (pattern.source.startsWith('@ts') ? textOf(file) : withoutComments(textOf(file)));
    expect(files.filter((file) => concerned(file) && pattern.test(code(file)))).toEqual([]);
  });
});

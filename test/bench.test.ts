import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formula, judged } from '../bench/areas/proposals.ts';
import { DERIVE_DOCUMENTS } from '../bench/derive-documents.ts';
import { derivations, ROOT } from '../bench/documents.ts';
import { inputOf } from '../bench/fuzz/input.ts';
import { piecesOf } from '../bench/fuzz/mutation.ts';
import { KINDS } from '../bench/generated.ts';
import { interleaved, median } from '../bench/measure.ts';
import { EQUATIONS, INTEGRALS } from '../bench/proposals.ts';
import type { Row } from '../bench/row.ts';
import { row, tableOf } from '../bench/row.ts';
import { SYMPY_CLAIMS } from '../bench/sympy-claims.ts';
import { checkClaim } from '../src/check/check.ts';
import type { Expression } from '../src/kernel/expression.ts';
import { num } from '../src/kernel/expression.ts';
import { readDocument } from '../src/language/document.ts';
import { toNerdamer } from '../src/search/nerdamer.ts';

const script = (...args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, ['--import', 'tsx', ...args], { cwd: ROOT, encoding: 'utf8' });

const verdictsOf = (text: string): readonly string[] => {
  const document = readDocument(text, 'bench.claim');
  expect(document.diagnostics.map((d) => d.message)).toEqual([]);
  return document.claims.map((claim) => checkClaim(document, claim).verdict);
};

describe('figures', () => {
  test('a ratio is ours over the peer, and null where there is no peer', () => {
    expect(row('area', 'name', 1, 'ms', 4, 'peer').ratio).toBe(0.25);
    expect(row('area', 'name', 1, 'ms').ratio).toBeNull();
    expect(row('area', 'name', 1, 'ms', null, 'not installed').ratio).toBeNull();
  });

  test('a median is the middle value, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  test('rivals take turns', () => {
    const order: string[] = [];
    interleaved([() => order.push('a'), () => order.push('b')], 2);
    expect(order).toEqual(['a', 'b', 'a', 'b']);
  });

  test('a table shows a peer that is missing as missing, and not as zero', () => {
    const rows: readonly Row[] = [row('a', 'fast', 0.5, 'ms', 100, 'peer'), row('a', 'alone', 3, 'ms', null, 'peer')];
    const table = tableOf('a', rows);
    expect(table).toContain('1/200');
    expect(table).toContain('— (peer)');
    expect(tableOf('a', [row('a', 'none', 0, 'answers', 3, 'peer')])).toContain('0 ×');
  });
});

describe('what is measured', () => {
  test.each(Object.entries(KINDS))('the documents that grow in %s hold true claims', (_kind, { document, sizes }) => {
    for (const size of sizes.slice(0, 2)) {
      const verdicts = verdictsOf(document(size));
      expect(verdicts.length).toBeGreaterThan(0);
      expect(new Set(verdicts)).toEqual(new Set(['proved']));
    }
  });

  test.each(Object.entries(SYMPY_CLAIMS))('%s, measured against SymPy, is proved in every dimension and in components', (_name, text) => {
    for (const source of [text, `dimension 1\n${text}`, `dimension 2\n${text}`]) expect(verdictsOf(source)).toEqual(['proved']);
  });

  test('SymPy is asked the same claims', () => {
    const python = readFileSync(join(ROOT, 'bench', 'sympy_peer.py'), 'utf8');
    const names = [...python.matchAll(/^ {4}"([a-z-]+)": \w+,$/gm)].map((m) => m[1]);
    expect(names.toSorted()).toEqual(Object.keys(SYMPY_CLAIMS).toSorted());
  });
});

describe('what is derived', () => {
  test.each(Object.entries(DERIVE_DOCUMENTS))('%s is read without errors, and has something to derive from', (_name, text) => {
    const document = readDocument(text, 'bench.claim');
    expect(document.diagnostics).toEqual([]);
    expect(document.declarations.some(({ kind }) => kind === 'process' || kind === 'problem')).toBe(true);
  });

  test('SymPy derives from the same', () => {
    const python = readFileSync(join(ROOT, 'bench', 'sympy_derive_peer.py'), 'utf8');
    const tasks = /^TASKS = \{(.*)\}$/m.exec(python)?.[1] ?? '';
    const names = [...tasks.matchAll(/"([a-z-]+)": \w+/g)].map((m) => m[1]);
    expect(names.toSorted()).toEqual(Object.keys(DERIVE_DOCUMENTS).toSorted());
  });
});

describe('who proposes', () => {
  test('80 different integrals and 20 different equations are asked', () => {
    expect([new Set(INTEGRALS).size, INTEGRALS.length, new Set(EQUATIONS).size, EQUATIONS.length]).toEqual([80, 80, 20, 20]);
  });

  test.each([...INTEGRALS, ...EQUATIONS])('%s is a formula that the libraries can be asked about', (text) => {
    expect(toNerdamer(formula(text))).not.toBeNull();
  });

  test('an answer is right where all of it is, and not found where nothing of it is real', () => {
    const [one, two] = [num(1), num(2)];
    const isOne = (e: Expression): boolean => e === one;
    expect(judged([], isOne)).toBe('not found');
    expect(judged([null], isOne)).toBe('not found');
    expect(judged([one, null], isOne)).toBe('right');
    expect(judged([one, two], isOne)).toBe('wrong');
  });
});

describe('npm run bench', () => {
  // What an area prints: properties/bench/area.test.ts.
  test('an area that does not exist is an error that names those that do', () => {
    const { status, stderr } = script('bench/main.ts', '--only', 'nothing');
    expect(status).toBe(64);
    expect(stderr).toContain('growth');
  }, 30_000);
});

describe('npm run fuzz', () => {
  const pieces = derivations().map(({ path, text }) => piecesOf(readDocument(text, path))).filter(({ claims }) => claims.length > 0);

  test('the same seed and number give the same input, another seed another one', () => {
    for (let number = 0; number < 16; number += 1) {
      expect(inputOf(7, number, pieces)).toEqual(inputOf(7, number, pieces));
      expect(inputOf(7, number, pieces)).not.toEqual(inputOf(8, number, pieces));
    }
  });

  test('the pieces of a document, put together unchanged, are read without errors', () => {
    for (const { declarations, claims } of pieces) {
      for (const claim of claims) {
        const document = readDocument(`${declarations}\n${claim}\n`, 'pieces.claim');
        expect(document.diagnostics.filter((d) => d.severity === 'error').map((d) => d.message)).toEqual([]);
        expect(document.claims).toHaveLength(1);
      }
    }
  });

  test('finds nothing in its first inputs, and says how many ended how', () => {
    const { status, stdout } = script('bench/fuzz.ts', '--count', '16', '--seed', '1', '--budget', '400');
    expect(stdout).toMatch(/16 inputs, seed 1, .* 0 findings/);
    expect(stdout).toMatch(/grammar: errors +\d+/);
    expect(status).toBe(0);
  }, 120_000);
});

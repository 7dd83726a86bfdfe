import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_OPTIONS, DocumentError, X_VARIABLE, check, derive, dot, field, goalOf, gradient, isTheorem, laplacian, latexExpression, log, modelPoint, num, parse,
  parseExpressionIn, plus, printClaim, prove, recheck, refute, renderDiagnostic, times, use,
} from '../src/index.ts';

const TEXT = `
Some prose.

\`\`\`claim
param a, b
claim "binomial": (a + b)^2 = a^2 + 2 a b + b^2
refute "without the middle": (a + b)^2 = a^2 + b^2
\`\`\`
`;

describe('documents', () => {
  it('are parsed from text, without a file', () => {
    const document = parse(TEXT, 'a.md');
    expect([document.path, document.claims.length, document.diagnostics]).toEqual(['a.md', 2, []]);
    expect(document.claims.map(printClaim)[0]).toBe('claim "binomial": (a + b)^2 = a^2 + 2 a b + b^2');
    expect(parse('claim "c": 1 = 1', 'a.claim').claims).toHaveLength(1);
  });

  it('are checked, claim by claim, from text or as parsed', () => {
    const results = check(TEXT);
    expect(results.map((r) => [r.name, r.verdict, r.passed])).toEqual([['binomial', 'proved', true], ['without the middle', 'refuted', true]]);
    expect(check(parse(TEXT)).map((r) => r.verdict)).toEqual(['proved', 'refuted']);
  });

  it('with errors are refused as text, and give what they have as a document', () => {
    const wrong = parse(TEXT.replace('a, b', 'a, b_'));
    expect(wrong.diagnostics.length).toBeGreaterThan(0);
    expect(() => check(TEXT.replace('a, b', 'a, b_'))).toThrow(DocumentError);
    expect(check(wrong)).toEqual([]);
    const [first] = wrong.diagnostics;
    expect(first === undefined ? '' : renderDiagnostic(first, wrong)).toContain('^');
  });

  it('whose hypotheses contradict one another have an error', () => {
    const contradictory = '```claim\nparam a\nassume a = 1\nassume a = 2\nclaim "c": a = 3\n```';
    expect(parse(contradictory).diagnostics.map((d) => d.severity)).toEqual(['error']);
    expect(() => check(contradictory)).toThrow('contradicts');
  });

  it('are checked within a budget', () => {
    const [result] = check('```claim\nparam a, b\nclaim "large": (a + b)^40 = (b + a)^40 + 1 - 1\n```', { budget: { milliseconds: 10_000, terms: 3 } });
    expect([result?.verdict, result?.stuckOn]).toEqual(['undecided', expect.stringContaining('3 terms')]);
    expect(DEFAULT_OPTIONS.seed).toBe(1);
  });

  it('lend their names to formulas', () => {
    expect(parseExpressionIn('a + b', parse(TEXT)).expression?.kind).toBe('add');
    expect(parseExpressionIn('a + q', parse(TEXT)).expression).toBeNull();
  });
});

describe('derivations', () => {
  it('are made from text, and are documents that check accepts', async () => {
    const derivation = await derive('```claim\nfield g(t)\nprocess X: dX = g dW\n```');
    expect(derivation.unproved).toEqual([]);
    expect(derivation.sections.map((s) => s.heading)).toContain('The process X');
    expect(new Set(check(derivation.document).map((r) => r.verdict))).toEqual(new Set(['proved']));
  });

  it('are refused from text with errors', async () => {
    await expect(derive('```claim\nprocess X: dX = g dW\n```')).rejects.toThrow(DocumentError);
  });
});

it('formulas are printed in LaTeX', () => {
  expect(latexExpression(laplacian(use(field('p', [X_VARIABLE]))))).toBe('\\Delta p');
});

describe('goals', () => {
  const p = use(field('p', [X_VARIABLE], { sign: 'positive' }));
  const score = gradient(log(p));
  const goal = goalOf(laplacian(p), times(p, plus(laplacian(log(p)), dot(score, score))));

  it('are proved, with a theorem and a certificate that the second checker accepts', () => {
    const result = prove(goal);
    if (result.status !== 'proved') throw new Error(result.status);
    expect(isTheorem(result.theorem)).toBe(true);
    expect(isTheorem({ ...result.theorem })).toBe(false);
    expect(recheck(goal, result.theorem.certificate).accepted).toBe(true);
    expect(modelPoint(goal, 2, 1)).not.toBeNull();
  });

  it('are refuted, with a point', () => {
    const result = refute({ ...goal, right: times(num(2), goal.right) });
    expect(result.status === 'refuted' && result.refutation.point.length).toBeGreaterThan(0);
  });

  it('have sides of one shape', () => {
    expect(() => goalOf(p, score)).toThrow('the left side has shape [], the right side [n]');
  });
});

it('every export has its comment', () => {
  const lines = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8').split('\n');
  const bare = lines.filter((line, k) => /^export (?!type )/.test(line) && !(lines[k - 1] ?? '').endsWith('*/'));
  expect(bare).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/language/statement.ts';
import { readDocument } from '../../../src/language/document.ts';
import type { Evidence } from '../../../src/check/witness/witness.ts';
import { instances, instancesOf } from '../../../src/check/witness/instances.ts';
import { FAMILIES } from '../../../src/check/witness/instances/families.ts';
import { faultOf } from '../../../src/check/witness/testimony.ts';
import { decide } from '../../../src/check/decide.ts';
import { DEFAULT_OPTIONS } from '../../../src/check/check.ts';
import { singleEdits } from '../../../src/search/edits.ts';
import { printClaim } from '../../../src/render/text.ts';
import { stated } from '../reading.ts';

const testimony = (block: string, seed = 1): Evidence => {
  const { document, claim } = stated(block);
  return instances.testify(document, claim, seed) as Evidence;
};

const derivation = (name: string): Document =>
  readDocument(readFileSync(new URL(`../../../derivations/${name}.md`, import.meta.url), 'utf8'), `${name}.md`);

const SETTING = 'field f(x,t): vector\nfield G(x,t): matrix\nparam T\nprocess X: dX = f dt + G dW\ndensity p(x,t) of X\nlet D = G G^T\n';
const anderson = (drift: string): string => `${SETTING}claim "reversal": p(x,T-t) is density of process dY = (${drift}) dt + G(x,T-t) dW`;
const RIGHT = '-f(x,T-t) + div D(x,T-t) + D(x,T-t) grad log p(x,T-t)';

describe('evidence from instances', () => {
  it('supports a true reversal, within a bound by rounding alone, and says what it would have noticed', () => {
    const evidence = testimony(anderson(RIGHT));
    expect(evidence).toMatchObject({ method: 'instances', outcome: 'supports', seed: 1, falseAlarm: 0, against: null });
    expect(evidence.figure).toBeLessThanOrEqual(evidence.bound ?? 0);
    expect(evidence.bound).toBeLessThan(1e-9);
    expect(evidence.detectable).toBeLessThan(1e-9);
    expect(evidence.by).toBe('analytic, d = 2; polynomial, d = 3; analytic, d = 1; 3 points');
  });

  it('contradicts one without the divergence of the noise, with an instance and both values', () => {
    const evidence = testimony(anderson('-f(x,T-t) + D(x,T-t) grad log p(x,T-t)'));
    expect(evidence.outcome).toBe('contradicts');
    expect(evidence.figure).toBeGreaterThan(evidence.bound ?? Infinity);
    expect(evidence.against?.left).not.toBe(evidence.against?.right);
    expect(evidence.against?.instance.join('\n')).toMatch(/^G\(x1, x2, t\) = \(/m);
    expect(evidence.against?.instance.join('\n')).toMatch(/^p\(x1, x2, t\) = .* as data, and by its equation$/m);
    expect(evidence.against?.instance.join('\n')).toMatch(/^t = /m);
  });

  it('notices an error of one part in a million', () => {
    expect(testimony(anderson(`-f(x,T-t) + 1.000001 div D(x,T-t) + D(x,T-t) grad log p(x,T-t)`)).outcome).toBe('contradicts');
  });

  it('is the same for the same seed, and other for another', () => {
    expect(testimony(anderson(RIGHT), 5)).toEqual(testimony(anderson(RIGHT), 5));
    expect(testimony(anderson(RIGHT), 5).figure).not.toBe(testimony(anderson(RIGHT), 6).figure);
  });

  it('respects conditions, and finds what is false only where they hold', () => {
    expect(testimony('param a\nparam b\nclaim "e" where a > 1, b < -1/2: sqrt((a - 1)^2) = a - 1').outcome).toBe('supports');
    expect(testimony('param a\nparam b\nclaim "e" where a < 1: sqrt((a - 1)^2) = a - 1').outcome).toBe('contradicts');
    expect(testimony('param a > 0\nparam b > 0\nclaim "e" where a^2 + b^2 = 1: sqrt(1 - a^2) = b').outcome).toBe('supports');
    expect(testimony('param A: matrix\nparam B: matrix\nclaim "e" where A = A^T: A B = (B^T A)^T').outcome).toBe('supports');
  });

  it('takes an iff under its condition', () => {
    expect(testimony('field s(t) > 0\nclaim "e": ∂t s - s = 0 iff ∂t s = s').outcome).toBe('supports');
    expect(testimony('param a\nparam b\nclaim "e": a^2 = b^2 iff a = 2 b').outcome).toBe('contradicts');
  });

  it('is silent, with the reason, where nothing can be said', () => {
    expect(testimony('param a > 0\nclaim "e" where a < -1: a = 2')).toMatchObject({ outcome: 'silent', reason: 'no point was found at which the conditions hold' });
    expect(testimony('dimension 1\nclaim "e": ∂x ∂x x = 0')).toMatchObject({ outcome: 'silent', reason: expect.stringContaining('zero in every instance') });
  });

  it('says so where a term is zero at every point', () => {
    expect(testimony('dimension 1\nparam a\nclaim "e": a + ∂x ∂x x = a').reason).toMatch(/one of the terms|1 of the terms is zero/);
  });

  it('uses the value at the horizon', () => {
    const problem = 'param T\nfield b(x,t): vector\nfield k(x)\nprocess X: dX = b dt + dW\nexpectation h(x,t) of k along X\n';
    expect(testimony(`${problem}claim "e": h(x,T) = k`).outcome).toBe('supports');
    expect(testimony(`${problem}claim "e": 2 h is expectation of 2 k along X`).outcome).toBe('supports');
    expect(testimony(`${problem}claim "e": 2 h is expectation of k along X`).outcome).toBe('contradicts');
  });

  it('says nothing against a claim about one definite function, but at its horizon', () => {
    const square = 'dimension 1\nparam T\nprocess X: dX = dW\nexpectation h(x,t) of x^2 along X\n';
    expect(testimony(`${square}claim "true, but by uniqueness": h = x^2 + T - t`)).toMatchObject({ outcome: 'silent', reason: expect.stringContaining('one definite function') });
    expect(testimony(`${square}claim "false": h = x^2 + 2 (T - t)`).outcome).toBe('contradicts');
    // Taken at T − t, its horizon is at time 0; between them it has two times, and nothing is known.
    expect(testimony(`${square}claim "false": h(x,T-t) = x^2 + 2 t`).outcome).toBe('contradicts');
    expect(testimony(`${square}claim "true, but by uniqueness": h(x,T-t) - h = 2 t - T`).outcome).toBe('silent');
    const rest = 'process Y: dY = -x dt + sqrt(2) dW\nstationary density p(x) of Y\n';
    expect(testimony(`${rest}claim "true, but by uniqueness": grad log p = -x`).outcome).toBe('silent');
  });

  it('compares the law of an optimal control with others', () => {
    const problem = 'dimension 1\nparam T\nparam r > 0\nfield V(x,t)\ncontrol u\nprocess X: dX = u dt + dW\nproblem P: minimize running 1/2 r u^2 terminal V(x,0) over u along X\n';
    expect(testimony(`${problem}claim "e": u = -1/r ∂x V is optimal for P with value V`).outcome).toBe('supports');
    expect(testimony(`${problem}claim "e": u = 1/r ∂x V is optimal for P with value V`).outcome).toBe('contradicts');
  });

  it('integrates over space in one and two dimensions', () => {
    const heat = 'process X: dX = dW\ndensity p(x,t) of X\n';
    const right = testimony(`${heat}claim "e": ∂t(-∫[x](p log p)) = 1/2 ∫[x](p |grad log p|^2)`);
    expect(right).toMatchObject({ outcome: 'supports', by: 'analytic, d = 1; analytic, d = 2; 2 points' });
    expect(right.figure).toBeLessThan(right.bound ?? 0);
    expect(testimony(`${heat}claim "e": ∂t(-∫[x](p log p)) = 1.01/2 ∫[x](p |grad log p|^2)`).outcome).toBe('contradicts');
  });

  it('finds optimal densities by itself', () => {
    const entropy = 'dimension 1\nparam alpha > 0\ncontrol pi(a): density\nfield Q(x,a)\n';
    expect(testimony(`${entropy}claim "e": max[pi](∫[a](pi (Q - alpha log pi))) = alpha log ∫[a](exp(Q / alpha))`).outcome).toBe('supports');
    expect(testimony(`${entropy}claim "e": max[pi](∫[a](pi (Q - alpha log pi))) = log ∫[a](exp(Q / alpha))`).outcome).toBe('contradicts');
    expect(testimony(`${entropy}claim "e": argmax[pi](∫[a](pi (Q - alpha log pi))) = exp(Q) / ∫[a](exp(Q))`).outcome).toBe('contradicts');
  });
});

/** Others: properties/check/instances-derivations.test.ts. */
const DOCUMENTS = ['time-reversal-matrix', 'hopf-cole', 'schroedinger-bridge', 'langevin', 'underdamped-langevin', 'stratonovich', 'blog/bellman-to-hjb'];

describe('claims of derivations', () => {
  it.each(DOCUMENTS)('of %s: what is claimed is supported, what is to be refuted is contradicted, and every answer is well-formed', (name) => {
    const document = derivation(name);
    expect(document.claims.length).toBeGreaterThan(1);
    for (const claim of document.claims) {
      const evidence = instances.testify(document, claim, 1) as Evidence;
      expect(faultOf(evidence), claim.name).toBeNull();
      expect(evidence.outcome, claim.name).toBe(claim.declared === 'claim' ? 'supports' : 'contradicts');
    }
  }, 20_000);
});

describe('mutants', () => {
  it.each(['kolmogorov', 'time-reversal-matrix'])('of the first claim of %s: never against the kernel, and all that it refutes are contradicted', (name) => {
    const document = derivation(name);
    const claim = document.claims.find((c) => c.body.kind === 'density' || c.body.kind === 'equation');
    if (claim === undefined) throw new Error('no claim');
    const tally = new Map<string, string[]>();
    for (const [k, { claim: mutant }] of [...singleEdits(claim)].entries()) {
      if (k % 5 !== 0) continue;
      const { verdict } = decide(document, mutant, DEFAULT_OPTIONS);
      const key = `${verdict} ${(instances.testify(document, mutant, 1) as Evidence).outcome}`;
      tally.set(key, [...(tally.get(key) ?? []), printClaim(mutant)]);
    }
    expect(tally.get('proved contradicts')).toBeUndefined();
    expect(tally.get('refuted supports')).toBeUndefined();
    expect(tally.get('refuted silent')).toBeUndefined();
    expect(tally.get('refuted contradicts')?.length).toBeGreaterThanOrEqual(3);
  });

  it('are seen by families that do not hide them, and not by one that does', () => {
    const mutant = anderson('-f(x,T-t) + D(x,T-t) grad log p(x,T-t)');
    const { document, claim } = stated(mutant);
    const outcomes = FAMILIES.map((family) => [family.name, (instancesOf([family]).testify(document, claim, 1) as Evidence).outcome] as const);
    expect(outcomes.filter(([name]) => name.startsWith('linear')).map(([, outcome]) => outcome)).not.toContain('contradicts');
    expect(outcomes.filter(([name]) => !name.startsWith('linear')).every(([, outcome]) => outcome === 'contradicts')).toBe(true);
  });
});

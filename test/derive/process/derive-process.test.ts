/**
 * What is written down from a process, in the words of the language. That it is proved, for each kind of process:
 * properties/derive/processes.test.ts.
 */
import { describe, expect, it } from 'vitest';
import type { Derivation } from '../../../src/derive/compose.ts';
import { declarationsOf, derivedFrom, statementsOf } from './derived.ts';

const titlesOf = (derivation: Derivation): readonly string[] => derivation.sections.flatMap((s) => s.steps.map(({ step }) => step.title));

describe('what the derivation writes', () => {
  it('is what authors write for noise of one strength', async () => {
    const written = statementsOf(await derivedFrom('field f(x,t): vector\nfield g(t)\nprocess X: dX = f dt + g dW'));
    expect(written.get('Generator of X')).toBe('d(phi) = (∂t phi + f · grad phi + 1/2 g^2 lap phi) dt + g grad phi · dW along X');
    expect(written.get('Score of X')).toBe('∂t s = grad(1/2 g^2 (div s + |s|^2) - div f - f · s) by log-density');
    expect(written.get('Time reversal of X')).toBe('p(x, T - t) is density of Y');
    expect(written.get('Time reversal of X in the clock that runs down')).toBe('p is density of process dX = (f - g^2 s) dt + g dW backward');
    expect(written.get('Probability flow of X')).toBe('p is density of Z');
    expect(written.get('The family with the densities of X')).toBe('p is density of process dX = (f - 1/2 (1 - lambda^2) g^2 s) dt + lambda g dW');
    expect(written.get('Relative entropy along X')).toBe('∂t ∫[x](p log(p / q)) = -1/2 ∫[x](p g^2 |grad log(p / q)|^2)');
    expect(written.get('Doob’s transform of X')).toBe('p w is density of process dX = (f + g^2 grad log w) dt + g dW');
  }, 30_000);

  it('names D, carries its divergence backwards, and keeps half of it in the flow', async () => {
    const derivation = await derivedFrom('field f(x,t): vector\nfield G(x,t): matrix\nprocess X: dX = f dt + G dW');
    const declared = declarationsOf(derivation);
    expect(declared).toContain('let D = G G^T');
    expect(declared).toContain('process Y: dY = (-f(x, T - t) + div D(x, T - t) + D(x, T - t) s(x, T - t)) dt + G(x, T - t) dW');
    expect(declared).toContain('process Z: dZ = (f - 1/2 div D - 1/2 D s) dt');
    expect(statementsOf(derivation).get('Girsanov’s density along X has no drift')).toBe('d(exp(l)) = exp(l) theta · dW along (X_l,L_l)');
  }, 30_000);

  it('has the closed forms of the linear processes', async () => {
    const law = async (text: string): Promise<string | undefined> => statementsOf(await derivedFrom(text)).get('Transition density of X');
    expect(await law('param theta > 0\nparam sigma > 0\nparam mu: vector\nprocess X: dX = theta (mu - x) dt + sigma dW'))
      .toBe('normal(x; mu + exp(-theta t) (x0 - mu), sigma^2 (1 - exp(-2 theta t)) / (2 theta)) is density of X');
    expect(await law('field beta(t) > 0\nprocess X: dX = -1/2 beta x dt + sqrt(beta) dW')).toBe('normal(x; exp(-1/2 B) x0, 1 - exp(-B)) is density of X');
    expect(await law('field beta(t) > 0\nfield B(t) > 0\nassume ∂t B = beta\nprocess X: dX = -1/2 beta x dt + sqrt(beta (1 - exp(-2 B))) dW'))
      .toBe('normal(x; exp(-1/2 B) x0, (1 - exp(-B))^2) is density of X');
    expect(await law('field g(t)\nprocess X: dX = g dW')).toBe('normal(x; x0, w) is density of X');
  }, 30_000);

  it('shares what it declares between the processes of a document', async () => {
    const derivation = await derivedFrom('field f(x,t): vector\nprocess X: dX = f dt + dW\nprocess Y: dY = -f dt + dW');
    expect(derivation.unproved).toEqual([]);
    const declared = declarationsOf(derivation);
    expect(declared.filter((text) => text === 'field phi(x,t)' || text === 'param T' || text === 'param lambda')).toEqual(['field phi(x,t)', 'param T', 'param lambda']);
  }, 30_000);

  it('of a process that a control steers is its generator alone', async () => {
    const derivation = await derivedFrom('field f(x,t): vector\ncontrol u: vector\nprocess X: dX = (f + u) dt + dW');
    expect(titlesOf(derivation)).toEqual(['Generator of X']);
    expect(derivation.notFound).toEqual([{ what: 'Densities of X', reason: 'its law depends on how the control u is chosen' }]);
  });
});

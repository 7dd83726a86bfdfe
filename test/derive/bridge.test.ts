import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS, checkClaim } from '../../src/check/check.ts';
import { readAndDiagnose } from '../../src/check/diagnose.ts';
import { bridgeOf } from '../../src/derive/bridge.ts';
import type { Derivation } from '../../src/derive/compose.ts';
import type { Process } from '../../src/language/statement.ts';
import { once } from './once.ts';
import { claim, claimsOf, derivationBy, unseen } from './problem/derived.ts';

const bridge = once((source: string): Promise<Derivation> => derivationBy(source, (setting, document) => {
  const process = document.declarations.find((d): d is Process => d.kind === 'process');
  if (process === undefined) throw new Error('no process');
  return bridgeOf(setting, process);
}));

const GENERAL = 'field f(x,t): vector\nfield G(x,t): matrix\nprocess Y: dY = f dt + G dB';

test('a forward process alone gives the problem, its value, its control, its reversal, and the price of any other control', async () => {
  const derivation = await bridge(GENERAL);
  expect(derivation.notFound).toEqual([]);
  expect(derivation.unproved).toEqual([]);
  expect(unseen(derivation)).toEqual([]);
  expect(derivation.document.source).toContain('process Y_u: dY_u = (-f(x, T - t) + div D(x, T - t) + G(x, T - t) u) dt + G(x, T - t) dB');
  expect(derivation.document.source).toContain('minimize running 1/2 |u|^2 + div f(x, T - t) - 1/2 div div D(x, T - t) terminal -log p(x, 0) over u along Y_u');
  expect(claim(derivation, 'Control problem for the score of Y')).toBe('V is value of P');
  expect(claim(derivation, 'The score of Y is the optimal control')).toBe('u = G(x, T - t)^T grad log p(x, T - t) is optimal for P with value V');
  expect(claim(derivation, 'The optimal process is the time reversal of Y')).toContain('D(x, T - t) grad log p(x, T - t)) dt + G(x, T - t) dB');
  expect(claim(derivation, 'Excess cost in the mean for Y')).toMatch(/= ∫\[x\]\(1\/2 p_a \|a - G\(x, T - t\)\^T grad log p\(x, T - t\)\|\^2\)$/);
});

/** One claim of the derived document after a change of the document. */
const verdictAfter = async (from: string, to: string, name: string): Promise<string> => {
  const { document } = await bridge(GENERAL);
  const changed = readAndDiagnose(document.source.replaceAll(from, to), 'a.md');
  expect(changed.source).not.toBe(document.source);
  const found = changed.claims.find((c) => c.name === name);
  return found === undefined ? 'no claim' : checkClaim(changed, found, DEFAULT_OPTIONS).verdict;
};

test('the classical errors are refuted in the derived document', async () => {
  const value = 'Control problem for the score of Y';
  const reversal = 'The optimal process is the time reversal of Y';
  expect(await verdictAfter('- 1/2 div div D(x, T - t) terminal', 'terminal', value)).toBe('refuted');
  expect(await verdictAfter('+ div D(x, T - t) + G(x, T - t) u) dt', '+ G(x, T - t) u) dt', value)).toBe('refuted');
  expect(await verdictAfter('+ div D(x, T - t) + D(x, T - t) grad', '+ D(x, T - t) grad', reversal)).toBe('refuted');
});

test.each([
  ['an Ornstein–Uhlenbeck process', 'param theta > 0\nparam sigma > 0\nprocess Y: dY = -theta x dt + sigma dW', 'u = sigma grad log p(x, T - t) is optimal for P with value V', 'running 1/2 |u|^2 - theta n terminal'],
  ['a scalar noise that depends on time', 'field f(x,t): vector\nfield g(t)\nprocess Y: dY = f dt + g dW', 'u = g(T - t) grad log p(x, T - t) is optimal for P with value V', '1/2 |u|^2 + div f(x, T - t) terminal'],
  ['geometric Brownian motion', 'param mu\nparam sigma > 0\nprocess Y(s): dY = mu s dt + sigma s dW', 'u = sigma s ∂s log p(s, T - t) is optimal for P with value V', '1/2 u^2 + mu - sigma^2 terminal'],
  ['one dimension', 'dimension 1\nfield f(x,t)\nfield g(x,t)\nprocess Y: dY = f dt + g dW', 'u = g(x, T - t) ∂x log p(x, T - t) is optimal for P with value V', 'control u\n'],
  ['Stratonovich noise', 'field f(x,t): vector\nfield G(x,t): matrix\nprocess Y: dY = f dt + G o dB', 'u = G(x, T - t)^T grad log p(x, T - t) is optimal for P with value V', 'div G(x, T - t)^T'],
  ['noise along one direction', 'field f(x,t): vector\nfield b(x,t): vector\nprocess Y: dY = f dt + b dW', 'u = b(x, T - t) · grad log p(x, T - t) is optimal for P with value V', 'control u\n'],
  ['position and velocity', 'variable q: vector\nvariable v: vector\nfield U(q)\nparam c > 0\nprocess (A,B)(q,v): dA = v dt; dB = (-grad[q] U - c v) dt + sqrt(2 c) dW', 'u = sqrt(2 c) grad[v] log p(q, v, T - t) is optimal for P with value V', '- div[v]('],
])('%s', async (_, source, law, text) => {
  const derivation = await bridge(source);
  expect(derivation.notFound).toEqual([]);
  expect(derivation.unproved).toEqual([]);
  expect(unseen(derivation)).toEqual([]);
  expect([...claimsOf(derivation).values()]).toContain(law);
  expect(derivation.document.source).toContain(text);
});

test('two Brownian motions have a control each', async () => {
  const derivation = await bridge('field f(x,t): vector\nfield G(x,t): matrix\nfield H(x,t): matrix(n,m)\nprocess Y: dY = f dt + G dW + H dB');
  expect(derivation.unproved).toEqual([]);
  expect(claim(derivation, 'The score of Y through dB is the optimal control u_B')).toBe('u_B = H(x, T - t)^T grad log p(x, T - t) is optimal for P with value V');
});

test.each([
  ['field f(x,t): vector\nprocess Y: dY = f dt', 'the process has no noise, so a control could not act through it'],
  ['field f(x,t): vector\nprocess Y: dY = f dt + dW backward', 'its clock runs down; state it with the clock that runs up'],
  ['control u: vector\nprocess Y: dY = u dt + dW', 'the process depends on the control u; see its problem'],
])('no bridge: %s', async (source, reason) => {
  const derivation = await bridge(source);
  expect(derivation.sections).toEqual([]);
  expect(derivation.notFound).toEqual([{ what: 'the problem of control that belongs to Y', reason }]);
});

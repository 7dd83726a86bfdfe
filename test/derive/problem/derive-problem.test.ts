import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS, checkClaim } from '../../../src/check/check.ts';
import { readAndDiagnose } from '../../../src/check/diagnose.ts';
import { claim, claimsOf, derived, unseen } from './derived.ts';

const LQR = `param T
param A: matrix
param B: matrix(n,m)
param S: matrix(n,k)
param Q: symmetric matrix
param R: positive matrix(m,m)
param M: symmetric matrix
param rho > 0
control u: vector(m)
process X: dX = (A x + B u) dt + S dW
problem P: minimize running 1/2 x^T Q x + 1/2 u^T R u terminal 1/2 x^T M x over u along X discounted rho
`;

test('the regulator with matrix weights: everything is proved in every dimension, and seen by the second checker', async () => {
  const derivation = await derived(LQR);
  expect(derivation.unproved).toEqual([]);
  expect(unseen(derivation)).toEqual([]);
  expect(claim(derivation, 'Derivative of the Hamiltonian of P by u')).toBe('grad[u] H = R u + B^T grad V');
  expect(claim(derivation, 'Second derivative of the Hamiltonian of P by u')).toBe('hess[u] H = R');
  expect(claim(derivation, 'Optimal control for P')).toBe('u = -R^-1 B^T grad V is optimal for P');
  expect(claim(derivation, 'Hamilton–Jacobi–Bellman equation of P')).toBe('∂t V + min[u](H) = rho V by hjb');
  expect(claim(derivation, 'Hamilton–Jacobi–Bellman equation of P, minimised')).toMatch(/B R\^-1 B\^T grad V \+ 1\/2 x · Q x = rho V by hjb$/);
  expect(claim(derivation, 'Terminal condition of P')).toMatch(/^V\(x, T\) = 1\/2/);
  expect(claim(derivation, 'Verification for P')).toMatch(/^∂t ∫\[x\]\(p_w V\) \+ ∫\[x\]\(p_w .* - rho V\)\) = ∫\[x\]\(1\/2 p_w /);
  expect(claim(derivation, 'q-function of P')).toBe('min[u](q) = 0 by hjb');
  expect(claim(derivation, 'Gibbs policy for P')).toMatch(/^argmin\[phi\]/);
  for (const { result } of derivation.sections.flatMap((s) => s.steps.flatMap((step) => step.claims))) expect(result.dimensions).toBe('every');
});

test('the steps come in the order in which they are told, and later ones build on earlier ones', async () => {
  const titles = (await derived(LQR)).sections.flatMap((s) => s.steps.map((one) => one.step.title));
  const order = ['Dynamic programming', 'Hamiltonian', 'First- and second-order', 'Optimal control', 'Hamilton–Jacobi–Bellman', 'Optimal process', 'Excess', 'Verification', 'q-function', 'Martingale', 'Entropy-regularised', 'Gibbs', 'Logarithmic transform'];
  const places = order.map((word) => titles.findIndex((title) => title.startsWith(word)));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('a claim of the derived document with a wrong sign is refuted there', async () => {
  const { document } = await derived(LQR);
  const wrong = document.source.replace('u = -R^-1 B^T grad V is optimal', 'u = R^-1 B^T grad V is optimal');
  expect(wrong).not.toBe(document.source);
  const again = readAndDiagnose(wrong, 'a.md');
  const found = again.claims.find((c) => c.name === 'Optimal control for P');
  expect(found === undefined ? 'no claim' : checkClaim(again, found, DEFAULT_OPTIONS).verdict).toBe('refuted');
});

const ONE = 'dimension 1\nparam T\nparam r\nparam mu\nparam sigma > 0\nparam gamma > 0\nparam rho > 0\nparam b\nparam c > 0\nfield k(x)\ncontrol u\ncontrol w\n';

test.each([
  ['Merton’s fraction', 'process X: dX = (r + w (mu - r)) x dt + w sigma x dW\nproblem P: maximize running 0 terminal k over w along X',
    'Optimal control for P', 'w = -(mu - r) ∂x V / (sigma^2 x ∂x ∂x V) is optimal for P'],
  ['its equation', 'process X: dX = (r + w (mu - r)) x dt + w sigma x dW\nproblem P: maximize running 0 terminal k over w along X',
    'Hamilton–Jacobi–Bellman equation of P, maximised', '∂t V + r x ∂x V - (mu - r)^2 (∂x V)^2 / (2 sigma^2 ∂x ∂x V) = 0 by hjb'],
  ['noise that the control makes', 'process X: dX = b u dt + sigma u dW\nproblem P: minimize running 1/2 c u^2 terminal k over u along X',
    'Optimal control for P', 'u = -b ∂x V / (c + sigma^2 ∂x ∂x V) is optimal for P'],
  ['a discounted reward without end', 'process X: dX = (r x + b u) dt + sigma dW\nproblem P: maximize running -1/2 x^2 - 1/2 c u^2 over u along X discounted rho',
    'Hamilton–Jacobi–Bellman equation of P', 'max[u](H) = rho V by hjb'],
  ['two controls that are coupled', 'process X: dX = (u + w) dt + sigma dW\nproblem P: minimize running 1/2 u^2 + 1/2 c w^2 + 1/2 (u - w)^2 terminal k over u, w along X',
    'Stationarity in w for P', '(∂w H)(u = u_star, w = w_star) = 0'],
  ['Stratonovich noise', 'field g(x) > 0\nprocess X: dX = u dt + g o dW\nproblem P: minimize running 1/2 u^2 terminal k over u along X',
    'Optimal control for P', 'u = -∂x V is optimal for P'],
])('in one dimension: %s', async (_, statements, name, text) => {
  const derivation = await derived(ONE + statements);
  expect(derivation.unproved).toEqual([]);
  expect(claim(derivation, name)).toBe(text);
});

test('consumption: the law is known where the wealth is positive, and every claim that uses it says so', async () => {
  const derivation = await derived(`${ONE}process X: dX = ((r + w (mu - r)) - u) x dt + w sigma x dW\nproblem P: maximize running (u x)^(1 - gamma) / (1 - gamma) over w, u along X discounted rho`);
  expect(derivation.unproved).toEqual([]);
  expect(claim(derivation, 'Optimal control w for P')).toContain('where x > 0: w = ');
  expect(claim(derivation, 'Optimal control u for P')).toContain('where x > 0: u = ');
  expect(unseen(derivation)).toEqual([]);
  expect(derivation.notFound.map((n) => n.reason)).toContain('the problem has several controls');
});

test('an equation that is not linear in V″ is not used, and that is said; what holds for any function is proved', async () => {
  const derivation = await derived(`${ONE}process X: dX = b u dt + sigma u dW\nproblem P: minimize running 1/2 x^2 + 1/2 c u^2 over u along X discounted rho`);
  expect(derivation.unproved).toEqual([]);
  expect(unseen(derivation)).toEqual([]);
  expect(derivation.notFound[0]?.reason).toBe('it is not linear in the highest derivative of the value, so the kernel cannot solve it for that');
  expect(derivation.document.source).toContain('field V(x)\n');
  expect(claim(derivation, 'Optimal control for P')).toBe('u = -b ∂x V / (c + sigma^2 ∂x ∂x V) is optimal for P with value V');
  expect(claim(derivation, 'Excess of the Hamiltonian of P')).toMatch(/^H = min\[u\]\(H\) \+ 1\/2 /);
});

test('position and velocity: the identity of verification is stated with its flux', async () => {
  const derivation = await derived(`param T
param gamma > 0
variable q: vector
variable v: vector
field U(q)
field k(q,v)
control a: vector
process (Q,V)(q,v): dQ = v dt; dV = (-grad[q] U - gamma v + a) dt + sqrt(2 gamma) dW
problem P: minimize running 1/2 |a|^2 terminal k over a along (Q,V)`);
  expect(derivation.unproved).toEqual([]);
  expect(unseen(derivation)).toEqual([]);
  expect(claim(derivation, 'Optimal control for P')).toBe('a = -grad[v] J is optimal for P');
  expect(claim(derivation, 'Verification for P')).toMatch(/- div\[q\]\(.*- div\[v\]\(/);
});

test('without noise the same holds, and the logarithmic transform is said to need noise', async () => {
  const derivation = await derived('param T\nfield f(x,t): vector\nfield k(x)\ncontrol u: vector\nprocess X: dX = (f + u) dt\nproblem P: minimize running 1/2 |u|^2 terminal k over u along X');
  expect(derivation.unproved).toEqual([]);
  expect(claimsOf(derivation).get('Verification for P')).toBeDefined();
  expect(derivation.notFound).toEqual([{ what: 'a linear equation for the value of P', reason: 'the process has no noise' }]);
});

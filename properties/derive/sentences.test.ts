/**
 * What the sentences of a derivation say beside its formulas: nothing more than holds, and with its conditions.
 */
import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import { readAndDiagnose } from '../../src/check/diagnose.ts';
import type { Derivation } from '../../src/derive/compose.ts';
import { derive } from '../../src/derive/derive.ts';

const derived = async (text: string, ansatz: string | null = null): Promise<Derivation> => {
  const document = readAndDiagnose(text, 'a.claim');
  expect(document.diagnostics.map((d) => d.message)).toEqual([]);
  const made = await derive(document, 'A title', { ...DEFAULT_OPTIONS, only: [], ansatz, fromProblem: false });
  expect(made.unproved).toEqual([]);
  return made;
};

/** The document of the derivation, its lines joined. */
const written = async (text: string, ansatz: string | null = null): Promise<string> => (await derived(text, ansatz)).document.source.replaceAll(/\s+/g, ' ');

const ruleOf = ({ sections }: Derivation, title: string): string | undefined =>
  sections.flatMap(({ steps }) => steps).find(({ step }) => step.title === title)?.step.rule;

const LINE = 'dimension 1\nparam T\nfield k(x)\ncontrol u\n';
const LONG = 60_000;

test('a score network is trained in the mean under the noising process, not under the steered one', async () => {
  const text = await written('field f(x,t): vector\nfield g(t)\nprocess X: dX = f dt + g dW');
  expect(text).toContain('A score network is trained to make such a distance small, but in the mean under the law of the noising process:');
  expect(text).toContain('it is a local martingale, and a martingale under Novikov’s condition');
}, LONG);

test('without a horizon one solution of several is the value, and the other root and every equation are named', async () => {
  const text = await written(`dimension 1
param a, sigma
param b != 0
param q > 0
param r > 0
param rho > 0
control u
process X: dX = (a x + b u) dt + sigma dW
problem P: minimize running 1/2 q x^2 + 1/2 r u^2 over u along X discounted rho`);
  expect(text).not.toContain('the ansatz is the value');
  expect(text).toContain('the value is the solution for which the discounted value vanishes in the mean, in the long run, along the optimal path. The other root, $K = ');
  expect(text).toContain('the following says, if the discounted value vanishes in the mean in the long run: the expected cost');
  expect(text).toMatch(/exactly if each coefficient vanishes[^:]*: \$\\rho K = [^$]*\$, \$\\rho c = /);
}, LONG);

test('where one equation is assumed in another form, all of them are listed', async () => {
  const text = await written(`param A: matrix
param Q: symmetric matrix
param R: positive matrix
param rho > 0
control u: vector
process X: dX = (A x + u) dt + dW
problem P: minimize running 1/2 x^T Q x + 1/2 u^T R u over u along X discounted rho`);
  expect(text).toMatch(/no symmetric part: \$\\rho K = [^$]*\$, \$\\rho c = [^$]*\$\. Then the ansatz solves the equation;/);
}, LONG);

test('a weight without a sign makes the second-order condition one', async () => {
  const text = await written(`${LINE}param r\nprocess X: dX = u dt + dW\nproblem P: minimize running 1/2 r u^2 terminal k over u along X`);
  expect(text).toContain('If $r > 0$, the second derivative is positive, and the Hamiltonian is smallest there:');
  const known = await written(`${LINE}param r > 0\nprocess X: dX = u dt + dW\nproblem P: minimize running 1/2 r u^2 terminal k over u along X`);
  expect(known).toContain('The second derivative is positive, so that the Hamiltonian is smallest there:');
}, LONG);

test('without an optimum nothing is said of one', async () => {
  const none = await written(`${LINE}process X: dX = u dt + dW\nproblem P: minimize running x^2 terminal k over u along X`);
  expect(none).toContain('Along the process under any control, Itô’s formula gives the change of the value $V$, as of any function:');
  expect(none).not.toMatch(/negative drift|best/);
  const unknown = await written(`${LINE}param b\nprocess X: dX = b exp(u) dt + dW\nproblem P: minimize running u terminal k over u along X`);
  expect(unknown).toContain('and none under the best one, if there is one.');
  expect(unknown).toContain('If there is a best control, no drift is left under it');
}, LONG);

test('two scalar parts of the state have their identity at every point', async () => {
  const text = await written(`param T, a
variable y
variable z
field k(y,z)
control u
process (Y,Z)(y,z): dY = z dt; dZ = (u - a y) dt + dW
problem P: minimize running 1/2 u^2 terminal k over u along (Y,Z)`);
  expect(text).toMatch(/claim "Verification for P": ∂t\(p_w V\)/);
}, LONG);

test('a discount that depends on the state is not taken for exp(-t r), and no mean is stated with it', async () => {
  const made = await derived(`${LINE}field r(x)\nprocess X: dX = u dt + dW\nproblem P: minimize running 1/2 u^2 terminal k over u along X discounted r`);
  expect(made.document.source).toContain('d(V) = (q - 1/2 u^2 + r V) dt + ∂x V dW along X');
  expect(made.notFound).toContainEqual({
    what: 'the verification identity of P', reason: 'the discount r depends on the state: the mean would be one under a density that is killed at this rate',
  });
}, LONG);

test.each([['', 'without a horizon'], [' terminal 0', 'with nothing at the end']])('the equation is linear for one number, whatever the function:%s %s', async (terminal) => {
  const text = await written(`param T\nparam nu > 0\nfield b(x): vector\ncontrol u: vector
process X: dX = (b + u) dt + sqrt(nu) dW\nproblem P: minimize running 1/2 |u|^2${terminal} over u along X`);
  expect(text).toContain('1/2 eta (nu - lambda) |grad log eta|^2 = 0 iff lambda = nu');
  expect(text).toContain('The noise matches the cost of control. So');
}, LONG);

test('T in a coefficient is no horizon, T − t is one', async () => {
  const temperature = await written('param T > 0\nfield U(x)\nprocess X: dX = -grad U dt + sqrt(2 T) dW');
  expect(temperature).toContain('p(x, S - t) is density of Y');
  const bridge = await written('dimension 1\nparam T, y\nprocess X: dX = (y - x) / (T - t) dt + dW');
  expect(bridge).toContain('p(x, T - t) is density of Y');
}, LONG);

test('on a half-line the flux must vanish at 0 as well, and the entropy changes with more than the divergence of the drift', async () => {
  const text = await written('param a > 0\nparam m > 0\nparam c > 0\nprocess R(r): dR = a (m - r) dt + c sqrt(r) dW');
  expect(text).toContain('The flux that is stated with the claim must vanish at infinity and at 0.');
  expect(text).toContain('changes with the divergence of the drift less half the second divergence of the diffusion matrix, and grows');
}, LONG);

test('with a clock that runs down entropy falls in time', async () => {
  const text = await written('field f(x,t): vector\nfield g(t)\nprocess X backward: dX = f dt + g dW');
  expect(text).toContain('with growing time the entropy of the density changes with the divergence of the drift, and falls with the Fisher information');
  expect(text).toContain('the noise reduces it as the clock runs down, so that with growing time it grows, by their relative Fisher information');
}, LONG);

test('a control that is no square is found by the first-order condition', async () => {
  const made = await derived(`dimension 1
param r
param gamma > 0
param rho > 0
control c
process X: dX = (r x - c) dt + x dW
problem P: maximize running c^(1 - gamma) / (1 - gamma) over c along X discounted rho`);
  expect(ruleOf(made, 'Optimal control for P')).toBe('stationarity');
  const square = await derived(`${LINE}process X: dX = u dt + dW\nproblem P: minimize running 1/2 u^2 terminal k over u along X`);
  expect(ruleOf(square, 'Optimal control for P')).toBe('completing-the-square');
}, LONG);

test('an unknown of the ansatz may have the name of the problem', async () => {
  const text = await written(`param T
param A: matrix
param Q: symmetric matrix
control u: vector
process X: dX = (A x + u) dt + dW
problem P: minimize running 1/2 x^T Q x + 1/2 |u|^2 terminal 0 over u along X`, 'V = 1/2 x^T P(t) x + c(t)');
  expect(text).toContain('(What the given ansatz calls P is $K$ here, since P is the name of something else.)');
  expect(text).toContain('∂t K = -Q - A^T K - K A + K K');
}, LONG);

test('a fixed dimension leaves nothing unproved', async () => {
  await derived('dimension 2\nparam theta > 0\nparam sigma > 0\nprocess X: dX = -theta x dt + sigma dW');
}, LONG);

test('no division by 1 and no product with the identity is written', async () => {
  const text = await written(`param T\nfield b(x,t): vector\nfield k(x)\nparam R: positive matrix\ncontrol u: vector
process X: dX = (b + u) dt + dW\nproblem P: minimize running 1/2 u^T R u terminal k over u along X`);
  expect(text).not.toMatch(/I R\^-1|I\^T/);
  const plain = await written(`param T\nfield b(x,t): vector\nfield k(x)\ncontrol u: vector
process X: dX = (b + u) dt + dW\nproblem P: minimize running 1/2 |u|^2 terminal k over u along X`);
  expect(plain).not.toContain('/ 1)');
}, LONG);

test('where the equations of constants cannot be used, they are not found, and everything else is proved', async () => {
  const made = await derived(`variable q
variable v
param g, s, rho
control u
process (Q,V)(q,v): dQ = v dt; dV = (u - g v) dt + s dW
problem P: minimize running 1/2 q^2 + 1/2 u^2 over u along (Q,V) discounted rho`);
  expect(made.notFound.map(({ what }) => what)).toContain('Riccati equations for P');
  expect(made.document.claims.map(({ name }) => name)).toContain('Hamilton–Jacobi–Bellman equation of P');
}, LONG);

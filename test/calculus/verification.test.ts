import { describe, expect, it } from 'vitest';
import { forwardOperator } from '../../src/calculus/fokker-planck.ts';
import { generator } from '../../src/calculus/generator.ts';
import { quadraticExcess, verificationFlux, verificationIdentity } from '../../src/calculus/verification.ts';
import { divergenceBy } from '../../src/calculus/state-derivatives.ts';
import { derivative, dot, integral, num, parameter, plus, pow, subtract, times, use } from '../../src/kernel/expression.ts';
import { printExpression } from '../../src/render/text.ts';
import { agree, componentsOf } from './components.ts';
import { block, matrixField, noise, process, s, scalarField, t, v, vectorField, worldOf, x } from './samples.ts';

const [q, V, l, e] = [scalarField('q', x, t), scalarField('V', x, t), scalarField('l', x, t), scalarField('e', x, t)];
const [b, G] = [vectorField('b', x, t), matrixField('G', x, t)];

describe('the verification identity', () => {
  it('is ∂t ∫ q V + ∫ q (ℓ − ρ V) = ∫ q e', () => {
    const rho = use(parameter('rho'));
    expect(verificationIdentity({ density: use(q), value: use(V), running: use(l), discount: rho, excess: use(e), state: [x] })).toEqual({
      left: plus(derivative(t, integral(x, times(use(q), use(V)))), integral(x, times(use(q), plus(use(l), times(num(-1), rho, use(V)))))),
      right: integral(x, times(use(q), use(e))),
    });
  });

  it('has the flux J with q L V − V L* q = ∇·J, for a matrix noise that depends on the state', () => {
    const X = process(block(x, use(b), noise(use(G), 'n')));
    const world = worldOf(q, V, b, G);
    const left = subtract(times(use(q), generator(X, use(V))), times(use(V), forwardOperator(X, use(q))));
    const flux = verificationFlux(X, X.blocks[0] ?? block(x, use(b)), use(q), use(V));
    expect(agree(componentsOf(left, world), componentsOf(divergenceBy(x, flux), world))).toBe(true);
  });

  it('has a flux for each block, with the noise that they share', () => {
    const [q2, V2] = [scalarField('q', x, v, s), scalarField('V', x, v, s)];
    const [f, h, g] = [vectorField('f', x, v, s), vectorField('h', x, v, s), scalarField('g', x, v, s)];
    const [M, k] = [matrixField('M', x, v, s), vectorField('k', x, v, s)];
    const X = process(block(x, use(f), noise(use(M), 'n')), block(v, use(h), noise(use(G2), 'n')), block(s, use(g), noise(use(k), 'n')));
    const world = worldOf(q2, V2, f, h, g, M, k, G2);
    const left = subtract(times(use(q2), generator(X, use(V2))), times(use(V2), forwardOperator(X, use(q2))));
    const right = plus(...X.blocks.map((one) => divergenceBy(one.variable, verificationFlux(X, one, use(q2), use(V2)))));
    expect(agree(componentsOf(left, world), componentsOf(right, world))).toBe(true);
  });
});

const G2 = matrixField('N', x, v, s);

describe('the excess of a quadratic Hamiltonian', () => {
  const [u, w, R] = [use(vectorField('u', x)), use(vectorField('w', x)), use(parameter('R', { shape: ['n', 'n'], symmetry: 'positive' }))];

  it('is ½ (u − u*)ᵀ A (u − u*)', () => {
    expect(quadraticExcess(u, w, R)).toEqual(times(num(1, 2), dot(subtract(u, w), dot(R, subtract(u, w)))));
    expect(printExpression(quadraticExcess(u, w, { kind: 'identity', space: 'n' }))).toBe('1/2 |u - w|^2');
  });

  it('of one scalar control is ½ a (u − u*)²', () => {
    const [a, m, r] = [use(scalarField('a', x)), use(scalarField('m', x)), use(parameter('r'))];
    expect(quadraticExcess(a, m, r)).toEqual(times(num(1, 2), r, pow(subtract(a, m), num(2))));
  });
});

/**
 * Random true consequences of evolution equations: a formula in which time derivatives occur, and the same formula with
 * each replaced by what its equation says.
 */
import fc from 'fast-check';
import type { Expression, Hypothesis } from '../../src/kernel/expression.ts';
import {
  T_VARIABLE, derivative, divergence, dot, gradient, laplacian, log, minus, num, over, plus, pow, times, use,
} from '../../src/kernel/expression.ts';
import type { Equation } from './identities.ts';
import { a, f, g, h, p } from './expressions.ts';

const t = T_VARIABLE;
const forward = plus(minus(divergence(times(use(f), use(p)))), times(num(1, 2), pow(use(g), num(2)), laplacian(use(p))));
const heat = plus(times(use(a), laplacian(use(h))), dot(use(f), gradient(use(h))));

/** The Fokker–Planck equation of p, and a backward equation of h. */
export const EVOLUTION: readonly Hypothesis[] = [
  { kind: 'equation', name: 'fokker-planck', left: derivative(t, use(p)), right: forward, solvedFor: p },
  { kind: 'equation', name: 'heat', left: derivative(t, use(h)), right: heat, solvedFor: h },
];

const both = (e: Expression): Equation => ({ left: e, right: e });
const map = (of: fc.Arbitrary<Equation>, change: (e: Expression) => Expression): fc.Arbitrary<Equation> =>
  of.map(({ left, right }) => ({ left: change(left), right: change(right) }));
const join = (one: fc.Arbitrary<Equation>, two: fc.Arbitrary<Equation>, change: (e: Expression, d: Expression) => Expression): fc.Arbitrary<Equation> =>
  fc.tuple(one, two).map(([e, d]) => ({ left: change(e.left, d.left), right: change(e.right, d.right) }));

/** Scalar and vector consequences. */
export const consequences: { readonly scalar: fc.Arbitrary<Equation>; readonly vector: fc.Arbitrary<Equation> } =
  fc.letrec<{ scalar: Equation; vector: Equation }>((tie) => {
    const [s, v] = [tie('scalar'), tie('vector')];
    const replaced: readonly Equation[] = [
      { left: derivative(t, use(p)), right: forward }, { left: derivative(t, use(h)), right: heat },
      { left: derivative(t, log(use(p))), right: over(forward, use(p)) },
      { left: derivative(t, times(use(p), use(h))), right: plus(times(forward, use(h)), times(use(p), heat)) },
    ];
    const depth = { depthSize: 'xsmall', withCrossShrink: true } as const;
    return {
      scalar: fc.oneof(depth, fc.constantFrom(...replaced), fc.constantFrom(both(use(h)), both(use(a)), both(log(use(p)))),
        join(s, s, (e, d) => plus(e, d)), join(s, s, (e, d) => times(e, d)), join(v, v, (e, d) => dot(e, d)), map(s, minus),
        map(v, (e) => divergence(e))),
      vector: fc.oneof(depth, fc.constantFrom(both(use(f)), both(gradient(use(h)))),
        map(s, (e) => gradient(e)), join(s, v, (e, d) => times(e, d)), join(v, v, (e, d) => plus(e, d))),
    };
  });

/**
 * a (b + c) = a b + a c, v · (b + c) = v · b + v · c, (a + b)² = a² + 2 a b + b²: everything multiplied out.
 *
 * Used for trying whether terms cancel. null where there would be too many of them.
 */
import type { Expression } from '../../kernel/expression.ts';
import { shapeOf } from '../../kernel/expression.ts';
import { dotOf, outerOf } from './chain.ts';
import { normalOf } from './normal-density.ts';
import { partsOfTerm, termOf } from './parts-of-term.ts';
import { productOf } from './product.ts';
import type { Style } from './style.ts';
import { sumOf } from './sum.ts';
import { doubleDotOf } from './tensors.ts';

const MOST_TERMS = 120;
const LARGEST_POWER = 4n;

export const distributed = (style: Style, e: Expression): Expression | null => {
  const terms = termsOf(style, e);
  return terms === null ? null : sumOf(terms);
};

type Terms = readonly Expression[] | null;

const termsOf = (style: Style, e: Expression): Terms => {
  if (normalOf(e) !== null) return [e];
  switch (e.kind) {
    case 'add': return limited(e.terms.map((t) => termsOf(style, t)), (all) => all.flat());
    case 'multiply': {
      const { coefficient, scalars, tensor } = partsOfTerm(e);
      const number = termOf({ coefficient, scalars: [], tensor: null });
      return [...scalars, ...(tensor === null ? [] : [tensor])].reduce<Terms>(
        (done, f) => pairs(done, termsOf(style, f), (a, b) => productOf([a, b])), [number],
      );
    }
    case 'power': return powerTerms(style, e);
    case 'dot': return pairs(termsOf(style, e.left), termsOf(style, e.right), dotOf);
    case 'outer': return pairs(termsOf(style, e.left), termsOf(style, e.right), outerOf);
    case 'doubleDot': return pairs(termsOf(style, e.left), termsOf(style, e.right), (a, b) => doubleDotOf(style, a, b));
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'call': case 'transpose':
    case 'trace': case 'inverse': case 'determinant': case 'identity': case 'derivative': case 'gradient': case 'divergence':
    case 'laplacian': case 'hessian': case 'at': case 'integral': case 'optimum':
      return [e];
  }
};

const powerTerms = (style: Style, e: Expression & { kind: 'power' }): Terms => {
  const k = e.exponent.kind === 'number' && e.exponent.value.denominator === 1n ? e.exponent.value.numerator : 0n;
  if (e.base.kind !== 'add' || k < 2n || k > LARGEST_POWER || shapeOf(e.base).length > 0) return [e];
  const base = termsOf(style, e.base);
  let done: Terms = base;
  for (let j = 1n; j < k; j += 1n) done = pairs(done, base, (a, b) => productOf([a, b]));
  return done;
};

const pairs = (left: Terms, right: Terms, join: (a: Expression, b: Expression) => Expression): Terms => {
  if (left === null || right === null || left.length * right.length > MOST_TERMS) return null;
  return left.flatMap((a) => right.map((b) => join(a, b)));
};

const limited = (parts: readonly Terms[], join: (all: readonly (readonly Expression[])[]) => readonly Expression[]): Terms => {
  const found = parts.filter((t) => t !== null);
  if (found.length < parts.length) return null;
  const all = join(found);
  return all.length > MOST_TERMS ? null : all;
};

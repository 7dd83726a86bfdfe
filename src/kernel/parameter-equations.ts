/**
 * Equations between scalar parameters that could not be solved for one of them, such as α² + σ² = 1: numbers that
 * satisfy them exactly, found on a small grid.
 */
import { elaborate } from './elaborate.ts';
import { evaluate, signOfValue } from './evaluate.ts';
import { shapeOf } from './expression.ts';
import { Point, admits } from './point.ts';
import type { Factor, Polynomial } from './polynomial.ts';
import { DomainError, UnsupportedError, addPolynomials, negate } from './polynomial.ts';
import type { Workplace } from './prove.ts';
import type { Rational } from './rational.ts';
import { ZERO, rational } from './rational.ts';
import { allFactors } from './rules.ts';

/** Small numbers, and the sides of right triangles over their longest. */
const GRID: readonly Rational[] = ([
  [0, 1], [1, 1], [-1, 1], [2, 1], [-2, 1], [3, 1], [1, 2], [-1, 2], [3, 5], [4, 5], [-3, 5], [-4, 5], [5, 13], [12, 13], [4, 1], [1, 4],
] as const).map(([n, d]) => rational(n, d));

const MOST_PARAMETERS = 3;

interface ParameterEquation {
  readonly factors: readonly Factor[];
  readonly equation: Polynomial;
}

const parameterEquation = (work: Workplace, index: number): ParameterEquation | null => {
  const h = work.hypotheses[index];
  if (h === undefined || h.kind === 'curl-free' || shapeOf(h.left).length > 0) return null;
  const equation = addPolynomials([elaborate(work.ring, h.left, []), negate(elaborate(work.ring, h.right, []))], work.ring.limit);
  const factors = [...new Map(allFactors(equation).map((f) => [f.head.key, f])).values()];
  const plain = factors.every((f) => f.head.kind === 'parameter' && f.indices.length === 0);
  return plain && factors.length <= MOST_PARAMETERS ? { factors, equation } : null;
};

/** The one hypothesis that is unsolved, where it is between parameters alone and no rule came out of it. */
const onlyUnsolved = (work: Workplace): ParameterEquation | null => {
  const [index, ...more] = new Set(work.rules.unsolved);
  if (index === undefined || more.length > 0 || work.rules.rules.some((r) => r.hypothesis === index)) return null;
  return parameterEquation(work, index);
};

/** May the unsolved hypothesis be satisfied by choosing numbers? */
export const isBetweenParameters = (work: Workplace): boolean => onlyUnsolved(work) !== null;

const holdsAt = (e: ParameterEquation, numbers: ReadonlyMap<string, Rational>): boolean => {
  try {
    const refuse = (): never => {
      throw new UnsupportedError('not a parameter');
    };
    const value = evaluate(e.equation, {
      bits: 64, numberOf: (f) => numbers.get(Point.key(f, '')) ?? ZERO, coordinates: () => [], minimumOf: refuse, integralOf: refuse,
    });
    return signOfValue(value) === 0;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
};

/** Values of parameters at which the unsolved hypothesis holds; one empty choice where none is needed or found. */
export const numbersForEquations = (work: Workplace): readonly ReadonlyMap<string, Rational>[] => {
  const e = onlyUnsolved(work);
  if (e === null) return [new Map()];
  const choices = e.factors.reduce<ReadonlyMap<string, Rational>[]>((all, f) => all.flatMap((m) =>
    GRID.filter((v) => admits(work.ring, f, v)).map((v) => new Map([...m, [Point.key(f, ''), v] as const]))), [new Map()]);
  const solutions = choices.filter((m) => holdsAt(e, m));
  return solutions.length === 0 ? [new Map()] : solutions;
};

/**
 * The families of instances that claims are looked at in, by name: a kind of function in a dimension.
 */
import type { Expression } from '../../../kernel/expression.ts';
import { subexpressions } from '../../../calculus/dependence.ts';
import type { Temperament } from '../../../numeric/families/fields.ts';
import type { Draw } from './setting.ts';

export interface InstanceFamily {
  readonly name: string;
  readonly temperament: Temperament;
  /** The number of components of x, where the document does not say it. */
  readonly dimension: number;
  /** Which errors it cannot show, in a line; null: none that is known. */
  readonly hides: string | null;
}

const ONE_DIMENSION = 'transposes, the order of factors, a gradient for a divergence';

const family = (temperament: Temperament, dimension: number): InstanceFamily => ({
  name: `${temperament}, d = ${dimension}`, temperament, dimension,
  hides: temperament === 'linear' ? 'derivatives of the noise, and all third derivatives' : dimension === 1 ? ONE_DIMENSION : null,
});

/** All of them. Those that hide errors are never used alone. */
export const FAMILIES: readonly InstanceFamily[] = (['analytic', 'polynomial', 'linear'] as const)
  .flatMap((temperament) => [2, 3, 1].map((dimension) => family(temperament, dimension)));

/** What `check` uses. */
export const USUAL: readonly InstanceFamily[] = [family('analytic', 2), family('polynomial', 3), family('analytic', 1)];
/** What it uses where the document fixes the dimension. */
export const USUAL_IN_ONE: readonly InstanceFamily[] = [family('analytic', 1), family('polynomial', 1)];

/** In which dimensions and kinds to draw. Integrals are taken in one and two dimensions alone. */
export const drawsOf = (
  families: readonly InstanceFamily[] | null, dimension: number | null, expressions: readonly Expression[],
): readonly Omit<Draw, 'attempt'>[] => {
  const chosen = families ?? (dimension === null ? USUAL : USUAL_IN_ONE);
  const withIntegrals = expressions.some(hasIntegral);
  const all = chosen.map(({ temperament, dimension: own }) => ({ temperament, dimension: dimension ?? own }));
  // One dimension comes first there: an integral that does not exist is found out soon.
  const draws = withIntegrals ? all.filter((d) => d.dimension <= 2).sort((a, b) => a.dimension - b.dimension) : all;
  return draws.filter((d, k) => draws.findIndex((other) => other.temperament === d.temperament && other.dimension === d.dimension) === k);
};

const hasIntegral = (e: Expression): boolean => {
  for (const part of subexpressions(e)) if (part.kind === 'integral') return true;
  return false;
};

/**
 * Whether numbers have the sign and the symmetry that is declared.
 */
import type { Sign, Symmetry } from '../../kernel/expression.ts';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Ball } from '../arithmetic/balls.ts';
import type { Series } from '../evaluate/world.ts';

/** Of a scalar field, at the base point. By a double near the value: what is near zero has no sign. */
export const hasSign = <Value>(sign: Sign, components: readonly Series<Value>[], arithmetic: Arithmetic<Value>): boolean => {
  const [only] = components;
  if (sign === 'any' || components.length !== 1 || only === undefined) return true;
  const value = arithmetic.approximate?.(only[0] as Value) ?? NaN;
  const size = 1e-9;
  switch (sign) {
    case 'positive': case 'nonnegative': return value > size;
    case 'negative': case 'nonpositive': return value < -size;
    case 'nonzero': return Math.abs(value) > size;
  }
};

/** Of a square matrix over balls: whether it may have the symmetry. */
export const hasSymmetry = (symmetry: Symmetry, components: readonly Ball[], size: number): boolean => {
  if (symmetry === 'none') return true;
  const sign = symmetry === 'antisymmetric' ? 1 : -1;
  return components.every((entry, k) => {
    const mirror = components[(k % size) * size + Math.floor(k / size)] as Ball;
    return Math.abs(entry.value + sign * mirror.value) <= entry.radius + mirror.radius;
  });
};

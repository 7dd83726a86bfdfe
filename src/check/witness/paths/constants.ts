/**
 * Components that stay what they are: what a path's functional has to know of its start.
 */
import type { ColumnEquation } from '../../../numeric/paths/columns.ts';

export const withConstants = (equation: ColumnEquation, more: number): ColumnEquation =>
  ({ ...equation, dimension: equation.dimension + more, constants: (equation.constants ?? 0) + more });

/**
 * Changes of when and which way: t ↔ T − t in an argument list, min ↔ max.
 */
import { isWrittenAlike } from '../../calculus/sameness.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, mapParts, partsOf, subtract, use } from '../../kernel/expression.ts';
import type { Rule } from './edit.ts';

/** t ↔ T − t, in the arguments of one field or in one `at`. */
export const argument: Rule = function* ({ expression }, { horizon }) {
  if (horizon === null || (expression.kind !== 'field' && expression.kind !== 'at')) return;
  const first = expression.kind === 'at' ? 1 : 0;
  for (const [i, part] of partsOf(expression).entries()) {
    const other = i < first ? null : otherTime(part, horizon);
    if (other === null) continue;
    yield { phrase: 'time in', after: mapParts(expression, (p, k) => (k === i ? other : p)) };
  }
};

const otherTime = (e: Expression, horizon: Expression): Expression | null => {
  if (e.kind === 'variable' && e.variable.name === T_VARIABLE.name) return subtract(horizon, e);
  return isWrittenAlike(e, subtract(horizon, use(T_VARIABLE))) ? use(T_VARIABLE) : null;
};

const OTHER = { min: 'max', max: 'min', argmin: 'argmax', argmax: 'argmin' } as const;

/** min ↔ max. */
export const optimumSense: Rule = function* ({ expression }) {
  if (expression.kind !== 'optimum') return;
  const which = OTHER[expression.which];
  yield { phrase: `${expression.which} → ${which} in`, after: { ...expression, which } };
};

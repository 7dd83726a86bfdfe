/**
 * The other way: the kernel's normal form, in index notation, read back as vectors and matrices.
 *
 * It is fully multiplied out, so it is the shorter one only where much cancels.
 */
import type { Expression } from '../../kernel/expression.ts';
import { shapeOf } from '../../kernel/expression.ts';
import type { Goal } from '../../kernel/goal.ts';
import type { Limits } from '../../kernel/prove.ts';
import { prove } from '../../kernel/prove.ts';
import { expressionOf } from '../from-indices.ts';
import { zeroLike } from './parts-of-term.ts';

/** A limit by the clock would make the result depend on it. */
const LIMITS: Limits = { deadline: Infinity, terms: 200 };

/** null: the kernel is stuck, or its form is none of vectors and matrices. */
export const kernelForm = (e: Expression): Expression | null => {
  const shape = shapeOf(e);
  if (shape.length > 2) return null;
  try {
    const goal: Goal = { name: 'normal form', left: e, right: zeroLike(e), under: null, hypotheses: [], conditions: [], dimension: null };
    const proof = prove(goal, LIMITS);
    if (proof.status === 'proved') return zeroLike(e);
    if (proof.status !== 'open') return null;
    const found = expressionOf(proof.residual, ['i', 'j'].slice(0, shape.length));
    return found !== null && shapeOf(found).join() === shape.join() ? found : null;
  } catch (error) {
    // What does not fit together as vectors and matrices is no form.
    if (error instanceof TypeError) return null;
    throw error;
  }
};

/**
 * A formula as an author would write it: the shorter of what readable rules and what the kernel's normal form make of
 * it, where the kernel agrees that it is the same. What is not proved to be the same stays as it was.
 */
import { UnsupportedError } from '../../kernel/polynomial.ts';
import type { Expression } from '../../kernel/expression.ts';
import { num, shapeOf, times } from '../../kernel/expression.ts';
import { prove } from '../../kernel/prove.ts';
import { expressionOf } from '../../search/from-indices.ts';
import { sizeOf } from '../../search/readable.ts';
import { isNameable, readableForm } from '../readable-claim.ts';
import type { Setting } from '../setting.ts';
import { noneIn } from '../setting.ts';

/** The time that one normal form may take, in milliseconds, and the most terms. */
const PATIENCE = 1_000;
const TERMS = 20_000;

export const tidy = (setting: Setting, e: Expression): Expression => {
  const known = remembered.get(e);
  if (known !== undefined) return known;
  const tidied = tidyAnew(setting, e);
  remembered.set(e, tidied);
  return tidied;
};

/** Asked again and again of the same formulas; a formula belongs to one document. */
const remembered = new WeakMap<Expression, Expression>();

const tidyAnew = (setting: Setting, e: Expression): Expression => {
  const own = readableForm(setting, e);
  const normal = normalForm(setting, e);
  if (normal === null || !isNameable(setting, normal) || sizeOf(normal) >= sizeOf(own)) return own;
  const other = readableForm(setting, normal);
  return setting.proves(e, other, { hypotheses: [] }) ? other : own;
};

/** The normal form in vectors and matrices; null where it has no such form. */
const normalForm = (setting: Setting, e: Expression): Expression | null => {
  const shape = shapeOf(e);
  const zero = shape.length === 0 ? num(0) : times(num(0), e);
  const result = prove({
    name: 'the formula', left: e, right: zero, under: null, hypotheses: noneIn(setting.document), conditions: [], dimension: setting.document.dimension,
  }, { deadline: Date.now() + PATIENCE, terms: TERMS });
  if (result.status === 'proved') return zero;
  if (result.status !== 'open') return null;
  try {
    return expressionOf(result.residual, ['i', 'j'].slice(0, shape.length));
  } catch (error) {
    if (error instanceof TypeError || error instanceof UnsupportedError) return null;
    throw error;
  }
};

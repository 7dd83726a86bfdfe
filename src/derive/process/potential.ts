/**
 * U with ∇U = e, found by the form of e: multiples of gradients, linear terms, and in one variable an antiderivative.
 *
 * What is found is a proposal until the kernel has proved ∇U = e; only then is it given. null is "not found".
 */
import { dependsOn } from '../../calculus/dependence.ts';
import { isWrittenZero } from '../../calculus/equation.ts';
import { contractOver, gradientBy, multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { dot, num, plus, pow, shapeOf, times, use } from '../../kernel/expression.ts';
import { hypothesesOf } from '../../check/goals.ts';
import type { Process } from '../../language/statement.ts';
import { antiderivative } from '../../search/antiderivative.ts';
import type { Assuming } from '../../search/closed-form/normal-sum.ts';
import { linearParts } from '../../search/linear-parts.ts';
import { readableForm } from '../readable-claim.ts';
import type { Setting } from '../setting.ts';

export const potentialOf = async (setting: Setting, e: Expression, variable: Variable): Promise<Expression | null> => {
  const { found, rest } = gradientTerms(readableForm(setting, e), variable);
  const assuming: Assuming = { hypotheses: hypothesesOf(setting.document), conditions: [] };
  const linear = rest.length === 0 ? [] : linearTerms(plus(...rest), variable, assuming);
  const whole = linear ?? (variable.space === null ? await antiderivativeTerms(plus(...rest), variable, assuming) : null);
  if (whole === null) return null;
  const potential = plus(...[...found, ...whole].filter((term) => !isWrittenZero(term)));
  return setting.proves(gradientBy(variable, potential), e) ? potential : null;
};

/** c F for each term c ∇F, and what is left. */
const gradientTerms = (e: Expression, variable: Variable): { readonly found: readonly Expression[]; readonly rest: readonly Expression[] } => {
  const found: Expression[] = [];
  const rest: Expression[] = [];
  for (const term of e.kind === 'add' ? e.terms : [e]) {
    const potential = gradientTerm(term, variable);
    if (potential === null) rest.push(term);
    else found.push(potential);
  }
  return { found, rest };
};

const gradientTerm = (term: Expression, variable: Variable): Expression | null => {
  const factors = term.kind === 'multiply' ? term.factors : [term];
  const index = factors.findIndex((f) => isGradient(f, variable));
  const gradient = factors[index];
  if (gradient === undefined || (gradient.kind !== 'gradient' && gradient.kind !== 'derivative')) return null;
  const others = factors.filter((_, k) => k !== index);
  return others.some((f) => dependsOn(f, variable)) ? null : times(...others, gradient.of);
};

const isGradient = (e: Expression, variable: Variable): boolean =>
  (e.kind === 'gradient' || (e.kind === 'derivative' && variable.space === null)) && e.variable.name === variable.name && shapeOf(e.of).length === 0;

/** ½ x·A x + a·x for A x + a; null where it is not linear. */
const linearTerms = (e: Expression, variable: Variable, assuming: Assuming): readonly Expression[] | null => {
  if (!dependsOn(e, variable)) return [inner(variable, e)];
  const process: Process = {
    kind: 'process', name: '', backward: false, span: { start: 0, end: 0 },
    blocks: [{ name: 'X', variable, drift: e, noises: [] }],
  };
  const block = linearParts(process, assuming)?.blocks[0];
  const matrix = block?.matrix[0];
  if (block === undefined || matrix === undefined || matrix === null) return null;
  const scalar = multipleOfIdentity(matrix);
  const x = use(variable);
  const square = variable.space === null ? pow(x, num(2)) : dot(x, x);
  const quadratic = scalar === null ? times(num(1, 2), dot(x, contractOver(variable, matrix, x))) : times(num(1, 2), scalar, square);
  return [quadratic, inner(variable, block.offset)];
};

const inner = (variable: Variable, a: Expression): Expression =>
  isNothing(a) ? num(0) : variable.space === null ? times(a, use(variable)) : dot(a, use(variable));

/** 0, or 0 times a vector. */
const isNothing = (e: Expression): boolean => isWrittenZero(e) || (e.kind === 'multiply' && e.factors.some(isWrittenZero));

const antiderivativeTerms = async (e: Expression, variable: Variable, assuming: Assuming): Promise<readonly Expression[] | null> => {
  const found = await antiderivative(e, variable, assuming);
  return found === null ? null : [found];
};

/**
 * The optimal controls under an ansatz: the point at which the Hamiltonian of W is smallest, sorted by the state.
 */
import { hamiltonian } from '../../calculus/hjb.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { dot, num, optimum, plus, shapeOf, times, use } from '../../kernel/expression.ts';
import { eliminateOptima, hasOptimum } from '../../kernel/optimise.ts';
import { ONE } from '../../kernel/rational.ts';
import type { Document, Problem } from '../../language/statement.ts';
import { coefficientsOf } from '../../search/coefficients.ts';
import { withCommonMiddle } from '../../search/common-middle.ts';
import { expressionOf } from '../../search/from-indices.ts';
import { simplifiedFraction, writtenFraction } from '../../search/fractions.ts';
import { matrixTerms } from '../../search/matrix-terms.ts';
import { withPowers } from '../../search/powers.ts';
import { proposeStationary } from '../../search/stationary.ts';
import type { Ansatz } from './ansatz.ts';
import { asWritten, zeroLike } from './ansatz.ts';
import { stateOf } from './families.ts';
import { goalOf, limitsOfQuestion, normalForm } from './residual.ts';
import { withShortConstants } from './short-constants.ts';

export interface ControlLaw {
  readonly control: Variable;
  readonly law: Expression;
}

/** The laws that do not need the other controls; null for one that was not found. */
export const lawsUnder = (document: Document, problem: Problem, ansatz: Ansatz): readonly { readonly control: Variable; readonly law: Expression | null }[] =>
  problem.controls.map((control) => ({ control, law: lawUnder(document, problem, ansatz, control) }));

const lawUnder = (document: Document, original: Problem, ansatz: Ansatz, control: Variable): Expression | null => {
  const { problem, value, restore } = withShortConstants(document, original, ansatz.value);
  const best = optimum(problem.sense === 'minimize' ? 'argmin' : 'argmax', control, hamiltonian(problem, value));
  const goal = eliminateOptima(goalOf(document, best, use(control), ansatz.where), limitsOfQuestion(), proposeStationary);
  if (hasOptimum(goal.left)) return null;
  const law = sortedLaw(document, goal.left, control, { ...ansatz, value }, stateOf(problem));
  if (law === null || problem.controls.some((c) => dependsOn(law, c))) return null;
  return restore(asWritten(ansatz, stateLast(withPowers(law))));
};

const sortedLaw = (document: Document, law: Expression, control: Variable, ansatz: Ansatz, state: readonly Variable[]): Expression | null => {
  const sum = normalForm(document, law, zeroLike(law), ansatz.where);
  if (sum === null) return null;
  const free = control.space === null ? [] : ['i'];
  const terms: Expression[] = [];
  for (const group of coefficientsOf(sum, state)) {
    const parts = matrixTerms(group.of, [...free, ...group.labels]);
    const scalars = expressionOf({ terms: [{ coefficient: ONE, factors: group.state.slice(group.labels.length) }] }, []);
    const vectors = group.state.slice(0, group.labels.length).flatMap((f) => (f.kind === 'coordinate' ? [use(f.variable)] : []));
    if (parts === null || scalars === null) return null;
    for (const part of withCommonMiddle(parts)) terms.push(term(writtenFraction(simplifiedFraction(part.scalar)), part.tensor, scalars, vectors));
  }
  return terms.length === 0 ? zeroLike(law) : plus(...terms);
};

/** front · scalars · (tensor applied to the vectors of the state). */
const term = (front: Expression, tensor: Expression | null, scalars: Expression, vectors: readonly Expression[]): Expression => {
  const applied = vectors.reduceRight<Expression | null>((e, v) => (e === null ? v : e.kind === 'identity' ? v : dot(e, v)), tensor);
  const factors = [front, scalars, ...(applied === null ? [] : [applied])].flatMap((f) => (f.kind === 'multiply' ? f.factors : [f]));
  const kept = factors.filter((f) => !(f.kind === 'number' && f.value.numerator === 1n && f.value.denominator === 1n));
  return shapeOf(times(...kept)).length === 0 && kept.length === 0 ? num(1) : times(...kept);
};

/** A^(−1/γ) x: the state comes last, but for what divides. */
export const stateLast = (e: Expression): Expression => {
  if (e.kind === 'add') return plus(...e.terms.map(stateLast));
  if (e.kind !== 'multiply') return e;
  const rank = (f: Expression): number => (f.kind === 'variable' ? 1 : f.kind === 'power' && f.exponent.kind === 'number' && f.exponent.value.numerator < 0n ? 2 : 0);
  return times(...e.factors.toSorted((a, b) => rank(a) - rank(b)));
};

/**
 * The control that minimises a Hamiltonian, in closed form: proposed by completing the square or by shape, and kept
 * only where the kernel proves it. With several controls the last one is minimised over first, the others held fixed.
 */
import type { Condition, Expression, Variable } from '../../kernel/expression.ts';
import { derivative, dot, gradient, inverse, minus, num, over, shapeOf, times, use } from '../../kernel/expression.ts';
import { argumentGoal } from '../../check/decide.ts';
import { eliminateOptima } from '../../kernel/optimise.ts';
import { prove } from '../../kernel/prove.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import type { Problem } from '../../language/statement.ts';
import { formulaText } from '../formula-text.ts';
import { proposeStationary } from '../../search/stationary.ts';
import type { Setting } from '../setting.ts';
import { roots } from '../../search/roots.ts';
import { sizeOf } from '../../search/readable.ts';
import { gathered, gatheredSum, slopeOf } from './factored.ts';
import { inserted } from './insert.ts';
import { withoutControl } from './partial-optimum.ts';
import { slopeBy } from './slope.ts';
import { tidy } from './tidy.ts';

/** The time that one proof may take, in milliseconds, and the most terms. */
const PATIENCE = 2_000;
const TERMS = 50_000;

export interface Law {
  readonly control: Variable;
  /** Where the others are optimal too. */
  readonly law: Expression;
  /** Where the others are held fixed. */
  readonly given: Expression;
  /** The derivative of the Hamiltonian by the control, and its second derivative. */
  readonly slope: Expression;
  readonly curvature: Expression;
  /** Does the second derivative not depend on the control? */
  readonly quadratic: boolean;
}

export type Laws =
  | { readonly found: true; readonly laws: readonly Law[]; /** The states for which they are known: x > 0. */ readonly where: readonly Condition[] }
  | { readonly found: false; readonly reason: string };

/** The laws of all controls of a problem, for ℓ + L^u V = `hamiltonian`; of a scalar state, if need be where it is positive. */
export const lawsOf = async (setting: Setting, problem: Problem, hamiltonian: Expression): Promise<Laws> => {
  const everywhere = await lawsWhere(setting, problem, hamiltonian, []);
  const positive = positiveStates(problem);
  if (everywhere.found || positive.length === 0 || !everywhere.reason.includes(CLOSED_FORM)) return everywhere;
  const there = await lawsWhere(setting, problem, hamiltonian, positive);
  return there.found ? there : everywhere;
};

const CLOSED_FORM = 'in closed form';

const positiveStates = (problem: Problem): readonly Condition[] =>
  problem.process.blocks.filter((b) => b.variable.space === null).map((b) => ({ relation: '>', left: use(b.variable), right: num(0) }));

const lawsWhere = async (setting: Setting, problem: Problem, hamiltonian: Expression, where: readonly Condition[]): Promise<Laws> => {
  const laws: Law[] = [];
  let inner = hamiltonian;
  for (const control of problem.controls.toReversed()) {
    const law = await lawOf({ setting, problem, control, inner, hamiltonian, where });
    if (typeof law === 'string') return { found: false, reason: law };
    laws.unshift(law);
    inner = withoutControl(setting, inner, law);
  }
  return { found: true, laws: together(setting, laws), where };
};

/** Each law with the laws of those before it put in. */
const together = (setting: Setting, laws: readonly Law[]): readonly Law[] => {
  const done: Law[] = [];
  for (const law of laws) {
    const bindings = done.map((d) => ({ variable: d.control, value: d.law }));
    done.push({ ...law, law: bindings.length === 0 ? law.given : tidy(setting, inserted(law.given, bindings)) });
  }
  return done;
};

interface Search {
  readonly setting: Setting;
  readonly problem: Problem;
  readonly control: Variable;
  /** The Hamiltonian with the controls that come later at their best, and the Hamiltonian itself. */
  readonly inner: Expression;
  readonly hamiltonian: Expression;
  readonly where: readonly Condition[];
}

const lawOf = async (search: Search): Promise<Law | string> => {
  const { setting, problem, control, inner } = search;
  const slope = slopeBy(setting, control, inner);
  const curvature = slopeBy(setting, control, slope);
  if (isZero(setting, curvature)) {
    return isZero(setting, slope) ? `the Hamiltonian does not depend on ${control.name}` : `no ${optimumOf(problem)}: the Hamiltonian is linear in ${control.name}`;
  }
  const quadratic = !dependsOn(curvature, control);
  const candidates = quadratic ? [quadraticLaw(control, inner, curvature)] : await stationaryPoints(control, inner, slope);
  for (const candidate of candidates) {
    const tidied = tidy(setting, candidate);
    const given = sizeOf(tidied) < sizeOf(candidate) ? tidied : candidate;
    if (shapeOf(given).length === shapeOf(use(control)).length && isOptimal(search, problem.sense, given)) {
      return { control, law: given, given, ...derivativesOf(setting, control, search.hamiltonian), quadratic };
    }
  }
  return reasonOf(search, curvature, quadratic, candidates);
};

/** By shape, and by the roots of the derivative. */
const stationaryPoints = async (control: Variable, inner: Expression, slope: Expression): Promise<readonly Expression[]> =>
  (control.space === null ? [...proposeStationary(inner, control), ...await roots(slope, control)] : []);

const derivativesOf = (setting: Setting, control: Variable, hamiltonian: Expression): Pick<Law, 'slope' | 'curvature'> => {
  const slope = slopeBy(setting, control, hamiltonian);
  return { slope, curvature: slopeBy(setting, control, slope) };
};

const optimumOf = (problem: Problem): string => (problem.sense === 'minimize' ? 'minimiser' : 'maximiser');

const isZero = (setting: Setting, e: Expression): boolean =>
  setting.proves(e, shapeOf(e).length === 0 ? num(0) : times(num(0), e), { hypotheses: [] });

/** −A⁻¹ b, b the derivative at u = 0. */
const quadraticLaw = (control: Variable, inner: Expression, curvature: Expression): Expression => {
  if (control.space === null) {
    const slope = slopeOf(inner, control) ?? derivative(control, inner);
    return gathered(minus(over(gatheredSum(inserted(slope, [{ variable: control, value: num(0) }])), curvature)));
  }
  const slope = inserted(gradient(inner, control), [{ variable: control, value: times(num(0), use(control)) }]);
  const multiple = multipleOfIdentity(curvature);
  return minus(multiple === null ? dot(inverse(curvature), slope) : over(slope, multiple));
};

/** Proved, and nothing but that is tried: a proposal that fails is not refuted. */
const isOptimal = ({ setting, control, inner, where }: Search, sense: Problem['sense'], law: Expression): boolean => {
  const { goal, propose } = argumentGoal({
    control, law, hamiltonian: inner, sense, hypotheses: [], conditions: where, dimension: setting.document.dimension, data: [],
  });
  const limits = { deadline: Date.now() + PATIENCE, terms: TERMS };
  return prove(eliminateOptima(goal, limits, propose), limits).status === 'proved';
};

const reasonOf = (search: Search, curvature: Expression, quadratic: boolean, candidates: readonly Expression[]): string => {
  const { setting, problem, control } = search;
  const none = `no ${optimumOf(problem)}`;
  const [wrong, right, opposite] = problem.sense === 'minimize' ? ['concave', 'positive', 'maximize'] as const : ['convex', 'negative', 'minimize'] as const;
  if (candidates.some((c) => isOptimal(search, opposite, tidy(setting, c)))) return `${none}: the Hamiltonian is ${wrong} in ${control.name}`;
  if (!quadratic) return `${none} ${CLOSED_FORM} was found for ${control.name}`;
  const definite = control.space === null ? right : `${right} definite`;
  return `${none} is known: the second derivative of the Hamiltonian by ${control.name}, ${formulaText(curvature)}, is not known to be ${definite}`;
};

/**
 * H(x,t,u) = ℓ + L^u V, its first and second derivative by the control, and where it is smallest.
 */
import { gradientBy, multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import { isEvidentlyPositive } from '../../check/positive.ts';
import type { Condition, Expression, Variable } from '../../kernel/expression.ts';
import { at, derivative, hessian, num, shapeOf, times, use } from '../../kernel/expression.ts';
import { bodyText } from '../formula-text.ts';
import type { Statement, Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { claimText } from '../setting.ts';
import type { Analysis } from './analysis.ts';
import { isMinimum, whereOf } from './analysis.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { isWrittenZero } from '../../calculus/equation.ts';
import { enumerated } from '../process/sentences.ts';
import type { Law } from './laws.ts';
import { negated } from '../signs.ts';
import { slopeBy } from './slope.ts';

export const hamiltonianStep = (a: Analysis): Step => {
  const { problem, setting, hamiltonian } = a;
  const slopes = problem.controls.map((control): Statement => ({
    name: `Derivative of the Hamiltonian of ${problem.name} by ${control.name}`,
    text: claimText(gradientBy(control, use(hamiltonian.field)), slopeBy(setting, control, hamiltonian.value)),
  }));
  return {
    title: `Hamiltonian of ${problem.name}`, rule: 'hjb', standing: 'derived', declarations: [hamiltonian.declaration],
    prose: say`The Hamiltonian ${use(hamiltonian.field)} is ${isWrittenZero(problem.running) ? '' : `the running ${isMinimum(a) ? 'cost' : 'reward'} and `}the generator of the controlled process applied to the value. ${slopes.length === 1 ? 'Its derivative by the control is' : 'Its derivatives by the controls are'}`,
    claims: slopes,
  };
};

/** Where the derivative vanishes, and the sign of the second derivative there. */
export const stationarityStep = (a: Analysis): Step => {
  const { problem, hamiltonian, best } = a;
  const stationary = best.map(({ control }): Statement => ({
    name: `Stationarity in ${control.name} for ${problem.name}`, ...whereOf(a), text: claimText(atBest(a, gradientBy(control, use(hamiltonian.field))), num(0)),
  }));
  const curvatures = best.map((law): Statement => ({
    name: `Second derivative of the Hamiltonian of ${problem.name} by ${law.control.name}`,
    text: claimText(secondDerivativeBy(law.control, use(hamiltonian.field)), law.curvature),
  }));
  return {
    title: `First- and second-order condition for ${problem.name}`, rule: 'stationarity', standing: 'derived',
    declarations: best.map(({ named }) => named.declaration),
    prose: [
      best.length === 1 ? 'The derivative vanishes at ' : 'The derivatives vanish at ', ...enumerated(best.map(({ named }) => use(named.field))), ...condition(a),
      ...bend(a), ...say` the Hamiltonian is ${isMinimum(a) ? 'smallest' : 'largest'} there:`,
    ],
    claims: [...stationary, ...curvatures],
  };
};

const secondDerivativeBy = (control: Variable, e: Expression): Expression =>
  control.space === null ? derivative(control, derivative(control, e)) : hessian(e, control);

/** What makes the stationary point the best one: a sign that is evident, or a condition. */
const bend = (a: Analysis): Step['prose'] => {
  const [what, verb] = a.best.length === 1 ? ['derivative', 'is'] : ['derivatives', 'are'];
  const sign = `${isMinimum(a) ? 'positive' : 'negative'}${definite(a)}`;
  if (moves(a)) return [`. Where the second ${what} ${verb} ${sign},`];
  const open = openSigns(a);
  if (open.length === 0) return [`. The second ${what} ${verb} ${sign}, so that`];
  return ['. If ', ...conditions(open), `, the second ${what} ${verb} ${sign}, and`];
};

/** r > 0, where the second derivative is a multiple of r and nothing is known of its sign. */
const openSigns = (a: Analysis): readonly Condition[] => a.best.flatMap(({ curvature }): readonly Condition[] => {
  const factor = shapeOf(curvature).length === 0 ? curvature : multipleOfIdentity(curvature);
  if (factor === null) return [];
  const left = withoutNumber(isMinimum(a) ? factor : negated(factor));
  return isEvidentlyPositive(left) ? [] : [{ relation: '>', left, right: num(0) }];
});

/** Without a positive number before it. */
const withoutNumber = (e: Expression): Expression => {
  if (e.kind !== 'multiply') return e;
  const rest = e.factors.filter((f) => f.kind !== 'number' || f.value.numerator <= 0n);
  return rest.length === 0 ? e : times(...rest);
};

/** Does the second derivative depend on the state? Then its sign is a condition. */
const moves = (a: Analysis): boolean => a.best.some(({ curvature }) => [...a.slots, ...a.problem.controls].some((v) => dependsOn(curvature, v)));

const definite = (a: Analysis): string => (a.best.some(({ control }) => control.space !== null) ? ' definite' : '');

/** ` (for x > 0 and y > 0)` */
const condition = (a: Analysis): Step['prose'] => {
  const where = a.laws.found ? a.laws.where : [];
  return where.length === 0 ? [] : [' (for ', ...conditions(where), ')'];
};

const conditions = (all: readonly Condition[]): Step['prose'] =>
  all.flatMap((condition, k) => [...(k === 0 ? [] : [k === all.length - 1 ? ' and ' : ', ']), { kind: 'condition', condition } as const]);

/** A formula of the controls where these are the best. */
const atBest = (a: Analysis, e: Expression): Expression =>
  at(e, a.best.map(({ control, named: { field } }) => ({ variable: control, value: use(field) })));

/** `u = −R⁻¹ Bᵀ ∇V is optimal for P`, for each control of which the law does not need the others; none: no step. */
export const optimalControlSteps = (a: Analysis): readonly Step[] => {
  const alone = a.best.filter((law) => isAlone(a, law));
  return alone.length === 0 ? [] : [{
    title: `Optimal control for ${a.problem.name}`, rule: alone.every((law) => law.quadratic) ? 'completing-the-square' : 'stationarity', standing: 'derived', declarations: [],
    prose: say`The ${isMinimum(a) ? 'minimiser' : 'maximiser'} of the Hamiltonian is the optimal control:`,
    claims: alone.map((law): Statement => ({
      ...(alone.length === 1 ? {} : { name: `Optimal control ${law.control.name} for ${a.problem.name}` }),
      ...whereOf(a), text: bodyText({ kind: 'optimal', control: law.control, law: law.law, problem: a.problem, value: a.hasEquation ? null : a.value }),
    })),
  }];
};

/** Is the law the same whatever the other controls are? */
const isAlone = (a: Analysis, law: Law): boolean => !a.problem.controls.some((c) => dependsOn(law.slope, c) && c.name !== law.control.name);

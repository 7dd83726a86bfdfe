/**
 * The parts of a problem that the logarithmic transform needs, read off a Hamiltonian that is quadratic in one control.
 */
import type { QuadraticProblem } from '../../calculus/log-transform.ts';
import { actionMatrix } from '../../calculus/log-transform.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { diffusion } from '../../calculus/diffusion.ts';
import { blockPairs } from '../../calculus/generator.ts';
import { itoDrift } from '../../calculus/ito-drift.ts';
import { gradientBy, multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import type { Expression } from '../../kernel/expression.ts';
import { dot, identity, inverse, minus, num, over, shapeOf, times, trace, use } from '../../kernel/expression.ts';
import { isWrittenZero } from '../../calculus/equation.ts';
import type { Setting } from '../setting.ts';
import type { Analysis } from './analysis.ts';
import { closedProcess, closedRunning } from './closed-problem.ts';
import { inserted } from './insert.ts';
import { tidy } from './tidy.ts';

export type Read = { readonly quadratic: QuadraticProblem; readonly least: Expression } | { readonly reason: string };

/** `least` is the control that costs least at the moment: 0 where the cost is ½ uᵀRu + c. */
export const quadraticProblemOf = (a: Analysis): Read => {
  const { setting, problem } = a;
  const [control, ...others] = problem.controls;
  if (control === undefined || others.length > 0) return { reason: 'the problem has several controls' };
  if (problem.process.blocks.some((b) => b.noises.some((n) => dependsOn(n.coefficient, control)))) return { reason: `the noise depends on ${control.name}` };
  if (problem.process.blocks.every((b) => b.noises.length === 0)) return { reason: 'the process has no noise' };
  const slope = gradientBy(control, problem.running);
  const cost = tidy(setting, gradientBy(control, slope));
  if (dependsOn(cost, control) || isWrittenZero(cost)) return { reason: `the running ${problem.sense === 'minimize' ? 'cost' : 'reward'} is not quadratic in ${control.name}` };
  const actions = problem.process.blocks.map((block) => tidy(setting, gradientBy(control, itoDrift(problem.process, block))));
  if (actions.some((b) => dependsOn(b, control))) return { reason: `the drift is not linear in ${control.name}` };
  const zero = control.space === null ? num(0) : times(num(0), use(control));
  const least = tidy(setting, leastOf(inserted(slope, [{ variable: control, value: zero }]), cost));
  return {
    least,
    quadratic: {
      sense: problem.sense, passive: closedProcess(setting, problem, [least]), cost: closedRunning(setting, problem, [least]), discount: problem.discount, control,
      actions: actions.map((b) => (isZero(a, b) ? null : b)), weight: problem.sense === 'minimize' ? cost : negative(setting, cost),
    },
  };
};

/** −g I for g I, without the brackets that hide it. */
const negative = (setting: Setting, e: Expression): Expression => {
  const multiple = shapeOf(e).length === 2 ? multipleOfIdentity(e) : null;
  const [space] = shapeOf(e);
  if (multiple === null || space === undefined) return tidy(setting, minus(e));
  const opposite = tidy(setting, minus(multiple));
  return opposite.kind === 'number' && opposite.value.numerator === opposite.value.denominator ? identity(space) : times(opposite, identity(space));
};

const isZero = (a: Analysis, e: Expression): boolean => isWrittenZero(e) || a.setting.proves(e, times(num(0), e), { hypotheses: [] });

const leastOf = (slope: Expression, cost: Expression): Expression => {
  const multiple = multipleOfIdentity(cost);
  return minus(multiple === null ? dot(inverse(cost), slope) : over(slope, multiple));
};

/** The number λ with D = λ M, proved; null where none was found, which may be since there is none. */
export const matchingTemperature = (a: Analysis, q: QuadraticProblem): Expression | null => {
  const pairs = blockPairs(q.passive).map(([b, c]) => ({ noise: diffusion(b, c), action: actionMatrix(q, b, c) })).filter((p) => p.noise !== null || p.action !== null);
  const candidates = pairs.flatMap(({ noise, action }) => (noise === null || action === null ? [] : ratios(a, noise, action)));
  return candidates.find((lambda) => isConstant(a, lambda) && pairs.every(({ noise, action }) =>
    noise !== null && action !== null && shapeOf(noise).length === shapeOf(action).length && a.setting.proves(noise, times(lambda, action), { hypotheses: [] }))) ?? null;
};

/** Guesses at λ: the quotient of the scalar factors, and of the traces. */
const ratios = (a: Analysis, noise: Expression, action: Expression): readonly Expression[] => {
  const [d, m] = [tidy(a.setting, noise), tidy(a.setting, action)];
  if (shapeOf(d).length !== shapeOf(m).length) return [];
  const traces = shapeOf(d).length === 2 ? [over(trace(d), trace(m))] : [];
  return [over(factorOf(d), factorOf(m)), ...traces].map((e) => tidy(a.setting, e));
};

/** The scalar factors of a product. */
const factorOf = (e: Expression): Expression => {
  if (shapeOf(e).length === 0) return e;
  if (e.kind === 'multiply') return times(...e.factors.filter((f) => shapeOf(f).length === 0), ...e.factors.filter((f) => shapeOf(f).length > 0).map(factorOf));
  if (e.kind === 'dot') return times(factorOf(e.left), factorOf(e.right));
  return num(1);
};

const isConstant = (a: Analysis, e: Expression): boolean =>
  ![...a.slots, ...a.problem.controls].some((v) => dependsOn(e, v));

/**
 * ∂t U + min_π ∫ π (H + α log π) du = ρ U: the entropy-regularised equation, its Gibbs policy, and, where the
 * Hamiltonian is quadratic in the control, the Gaussian that this policy is.
 */
import { hamiltonian } from '../../calculus/hjb.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import type { Regularised } from '../../calculus/gibbs-policy.ts';
import { gibbsPolicy, regularisedOptimum, softOptimum } from '../../calculus/gibbs-policy.ts';
import { gradientBy, multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import { quadraticExcess } from '../../calculus/verification.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, apply, derivative, dot, field, log, mapParts, minus, num, over, parameter, plus, subtract, times, use } from '../../kernel/expression.ts';
import type { Statement, Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { claimText } from '../setting.ts';
import type { Analysis, Named } from './analysis.ts';
import { isMinimum, named } from './analysis.ts';
import { formulaText } from '../formula-text.ts';

/** Of one control with a Hamiltonian that is quadratic in it. */
export const entropySteps = (a: Analysis): readonly Step[] => {
  const { setting, problem } = a;
  const [control] = problem.controls;
  const own = a.best[0];
  if (control === undefined || own === undefined) return [];
  const value = use(field(setting.names.fresh('U', 'V_alpha', 'W'), a.slots));
  const of = hamiltonian(problem, value);
  // The law is that of the value, in which nothing is known of it.
  const put = (e: Expression): Expression => withField(e, a.value, value);
  const law = { law: put(own.law), curvature: put(own.curvature) };
  const temperature = parameter(setting.names.fresh('alpha', 'tau', 'temperature'), { sign: 'positive' });
  const h = named(setting, ['H_U', 'H_soft', 'h'], [...a.slots, control], of);
  const mean = named(setting, [`${control.name}_mean`, 'mean'], a.slots, law.law);
  const policy = field(setting.names.fresh('phi', 'varphi', 'policy'), [control], { sign: 'positive' });
  const r: Regularised = { sense: problem.sense, control, policy, temperature: use(temperature), hamiltonian: use(h.field) };
  const isPlain = isIntegrablePolicy(a, law.curvature);
  return [equationStep(a, r, value, h, temperature.name), policyStep(a, r, value, mean, law.curvature, isPlain), ...(isPlain ? [reducedStep(a, r, value, h, mean, law.curvature)] : [])];
};

/** One function in place of another, at its own slots. */
const withField = (e: Expression, old: Expression, by: Expression): Expression =>
  (e.kind === 'field' && old.kind === 'field' && e.field.name === old.field.name ? by : mapParts(e, (part) => withField(part, old, by)));

/** A variance that is a sum with derivatives of the value in it keeps the kernel from comparing the two integrals. */
const isIntegrablePolicy = (a: Analysis, curvature: Expression): boolean => curvature.kind !== 'add' || isConstant(a, curvature);

const equationStep = (a: Analysis, r: Regularised, value: Expression, h: Named, temperature: string): Step => {
  const optimum = regularisedOptimum(r, false);
  const evolves = dependsOn(value, T_VARIABLE);
  const name = formulaText(value);
  return {
    title: `Entropy-regularised equation of ${a.problem.name}`, rule: 'gibbs', standing: 'derived',
    declarations: [
      `param ${temperature} > 0`, `control ${r.policy.name}(${r.control.name}): density`, `field ${name}(${a.slots.map((v) => v.name).join(',')})`, h.declaration,
      ...(evolves ? [`assume ${claimText(derivative(T_VARIABLE, value), subtractedFrom(a, value, optimum))}`] : []),
    ],
    prose: say`Now the control is drawn from a density ${use(r.policy)}, which ${isMinimum(a) ? 'pays' : 'is paid'} for its ${isMinimum(a) ? 'lack of ' : ''}entropy at the temperature ${r.temperature}. In the equation of the value ${value} of this problem, the ${isMinimum(a) ? 'minimum' : 'maximum'} over the control becomes one over densities: a soft ${isMinimum(a) ? 'minimum' : 'maximum'} [@wang2020]:`,
    claims: [
      { name: `Soft ${isMinimum(a) ? 'minimum' : 'maximum'} for ${a.problem.name}`, text: claimText(optimum, softOptimum(r, r.hamiltonian)) },
      ...(evolves ? [{ text: claimText(plus(derivative(T_VARIABLE, value), softOptimum(r, r.hamiltonian)), discounted(a, value)) }] : []),
    ],
  };
};

const subtractedFrom = (a: Analysis, value: Expression, optimum: Expression): Expression =>
  (a.problem.discount === null ? minus(optimum) : subtract(times(a.problem.discount, value), optimum));

const discounted = (a: Analysis, value: Expression): Expression => (a.problem.discount === null ? num(0) : times(a.problem.discount, value));

const policyStep = (a: Analysis, r: Regularised, value: Expression, mean: Named, curvature: Expression, isPlain: boolean): Step => {
  const distance = subtract(use(r.control), use(mean.field));
  const pull = multipleOfIdentity(curvature) === null ? dot(curvature, distance) : times(multipleOfIdentity(curvature) ?? num(1), distance);
  const policy = named(a.setting, [`${r.policy.name}_star`], [...a.slots, r.control], gibbsPolicy(r, r.hamiltonian));
  const gaussian = centred(r, mean, curvature);
  const claims: Statement[] = [
    { text: claimText(regularisedOptimum(r, true), use(policy.field)) },
    { name: `Score of the Gibbs policy for ${a.problem.name}`, text: claimText(gradientBy(r.control, log(use(policy.field))), times(num(isMinimum(a) ? -1 : 1), over(pull, r.temperature))) },
    ...(!isPlain ? [] : [{ name: `The Gibbs policy for ${a.problem.name} is Gaussian`, text: claimText(use(policy.field), gibbsPolicy(r, gaussian)) }]),
  ];
  return {
    title: `Gibbs policy for ${a.problem.name}`, rule: 'gibbs', standing: 'derived', declarations: [policy.declaration, mean.declaration],
    prose: say`The best density is ${use(policy.field)}. Its score is linear in the control, so it is Gaussian: its mean ${use(mean.field)} is the optimal law with ${value} for the value, and its covariance is ${r.temperature} times the inverse of ${isMinimum(a) ? curvature : minus(curvature)}:`,
    claims,
  };
};

/** ½ (u − m)ᵀ A (u − m). */
const centred = (r: Regularised, mean: Named, curvature: Expression): Expression => quadraticExcess(use(r.control), use(mean.field), curvature);

const reducedStep = (a: Analysis, r: Regularised, value: Expression, h: Named, mean: Named, curvature: Expression): Step => {
  const best = apply(h.field, [...a.slots.map(use), use(mean.field)]);
  const soft = softOptimum(r, centred(r, mean, curvature));
  const evolves = dependsOn(value, T_VARIABLE);
  return {
    title: `Entropy-regularised equation of ${a.problem.name}, ${isMinimum(a) ? 'minimised' : 'maximised'}`, rule: 'gibbs', standing: 'derived', declarations: [],
    prose: say`So the soft ${isMinimum(a) ? 'minimum' : 'maximum'} is the ${isMinimum(a) ? 'minimum' : 'maximum'} itself and a constant of the Gaussian: ${isMinimum(a) ? 'minus ' : ''}${r.temperature} times the logarithm of its normalising integral${isConstant(a, curvature) ? ', which is the same for every state' : ''}:`,
    claims: [evolves ? { text: claimText(plus(derivative(T_VARIABLE, value), best, soft), discounted(a, value)) } : { text: claimText(softOptimum(r, r.hamiltonian), plus(best, soft)) }],
  };
};

const isConstant = (a: Analysis, curvature: Expression): boolean => !a.slots.some((v) => dependsOn(curvature, v));

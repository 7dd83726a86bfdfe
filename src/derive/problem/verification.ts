/**
 * ∂t V + H(u) − ρ V = H(u) − H(u*): what another control costs, at a point and in the mean over the process that it
 * steers.
 */
import { dependsOn, subexpressions } from '../../calculus/dependence.ts';
import type { LawInTheMean } from '../../calculus/verification.ts';
import { localVerificationIdentity, quadraticExcess, verificationIdentity } from '../../calculus/verification.ts';
import type { Expression, Field } from '../../kernel/expression.ts';
import { T_VARIABLE, field, plus, shapeOf, subtract, use } from '../../kernel/expression.ts';
import type { Problem } from '../../language/statement.ts';
import type { NotFound, Step } from '../derivation.ts';
import { formulaText } from '../formula-text.ts';
import type { Setting } from '../setting.ts';
import { say } from '../derivation.ts';
import { farAway } from '../process/sentences.ts';
import { claimText } from '../setting.ts';
import type { Analysis } from './analysis.ts';
import { bestControls, hamiltonianAt, isKnownEverywhere, isMinimum, optimumOver, withTimeAndDiscount } from './analysis.ts';
import { anotherProcess } from './another-process.ts';
import { closedBlock, closedRunning } from './closed-problem.ts';

/** None where it would say nothing: no equation of the value, and no square. */
export const pointwiseVerificationSteps = (a: Analysis): readonly Step[] => (a.hasEquation || isQuadratic(a) ? [pointwiseVerificationStep(a)] : []);

const pointwiseVerificationStep = (a: Analysis): Step => {
  const controls = a.problem.controls.map(use);
  const optimum = optimumOver(a, hamiltonianAt(a, controls));
  return {
    title: `Excess of the Hamiltonian of ${a.problem.name}`, rule: isQuadratic(a) ? 'completing-the-square' : 'verification', standing: 'derived', declarations: [],
    prose: say`At a point, another control than the best one leaves ${isQuadratic(a) ? 'a square' : 'the difference of the Hamiltonians'} in the equation, which is ${isMinimum(a) ? 'never negative' : 'never positive'}:`,
    claims: [{ text: a.hasEquation ? claimText(withTimeAndDiscount(a, hamiltonianAt(a, controls)), excessAt(a, controls), 'hjb') : claimText(hamiltonianAt(a, controls), plus(optimum, excessAt(a, controls))) }],
  };
};

/**
 * None where a law cannot be declared: the number of its components has a name that means something else. Nor where the
 * discount depends on the state: then the mean is not one under the density of the process.
 */
export const verificationSteps = (a: Analysis): readonly Step[] => (withoutVerification(a).length > 0 ? [] : [verificationStep(a)]);

export const withoutVerification = (a: Analysis): readonly NotFound[] => {
  const { discount } = a.problem;
  if (a.laws.found && discount !== null && statesOf(a).some((v) => dependsOn(discount, v))) {
    return [{ what: `the verification identity of ${a.problem.name}`, reason: `the discount ${formulaText(discount)} depends on the state: the mean would be one under a density that is killed at this rate` }];
  }
  const taken = a.problem.controls.find(({ space }) => space !== null && space !== 'n' && isTaken(a.setting, space));
  if (taken === undefined || !a.laws.found) return [];
  return [{ what: `the verification identity of ${a.problem.name}`, reason: `${taken.space ?? ''}, the number of components of ${taken.name}, is also the name of something else, so no law can be declared` }];
};

const isTaken = ({ document }: Setting, name: string): boolean =>
  document.symbols.has(name) || document.declarations.some((d) => (d.kind === 'let' || d.kind === 'process' || d.kind === 'problem') && d.name === name);

const verificationStep = (a: Analysis): Step => {
  const { setting, problem } = a;
  const laws = problem.controls.map((control): Field => field(problem.controls.length === 1 ? setting.names.fresh('w', 'a', `a_${control.name}`) : setting.names.fresh(`a_${control.name}`), [...statesOf(a), T_VARIABLE], { shape: shapeOf(use(control)) }));
  const controls = laws.map(use);
  const steered = anotherProcess(setting, problem.process, ['Z', 'Y', `${problem.process.blocks[0]?.name ?? 'X'}_w`], closedBlock(setting, problem, controls));
  const density = setting.densityOf(steered.process, ...(laws.length === 1 ? laws.map((law) => `p_${law.name}`) : ['p_a']), 'rho');
  const law: LawInTheMean = {
    density: use(density.field), value: a.value, running: closedRunning(setting, problem, controls), discount: problem.discount,
    excess: excessInTheMean(a, controls),
    state: statesOf(a),
  };
  const { left, right } = isIntegrableHere(a) ? verificationIdentity(law) : localVerificationIdentity(steered.process, law);
  return {
    title: `Verification for ${problem.name}`, rule: 'verification', standing: 'derived',
    declarations: [...laws.map(declarationOf), steered.declaration, ...density.declarations],
    prose: say`Now any ${laws.length === 1 ? 'feedback law steers' : 'feedback laws steer'} the process, whose density is then ${use(density.field)}. ${isIntegrableHere(a) ? 'Integrated over time' : `The divergences vanish in the integral over the whole space if the flux in them does ${farAway(problem.process)}. Integrated over time as well`}, the following says${inTheLongRun(a)}: the expected ${isMinimum(a) ? 'cost' : 'reward'} of the law, minus the expected value at the start, is ${a.hasEquation ? 'the expected excess of the Hamiltonian' : 'the mean of what the Hamiltonian leaves of the equation, which has one sign as soon as the value solves it'}.${problem.discount === null ? '' : ' (What comes later is discounted.)'} So no law does better than the value, and the optimal one attains it [@fleming2006]:`,
    claims: [{ text: claimText(left, right) }],
  };
};

/** Without a horizon nothing is left of the value at the end where it vanishes there. */
const inTheLongRun = ({ problem }: Analysis): string =>
  (problem.terminal === null ? `, if the ${problem.discount === null ? '' : 'discounted '}value vanishes in the mean in the long run` : '');

/** The kernel integrates by parts over one variable; over several blocks the identity is stated before it is integrated. */
export const isIntegrable = (problem: Pick<Problem, 'process'>): boolean => problem.process.blocks.length === 1;

/**
 * Nor does it, where the horizon is infinite, since the equation of the value is then solved for its second derivatives,
 * or where second derivatives of the value stand in denominators.
 */
const isIntegrableHere = (a: Analysis): boolean =>
  isIntegrable(a.problem) && a.problem.terminal !== null &&
  a.best.every(({ law }) => ![...subexpressions(law)].some((part) => part.kind === 'power' && part.base.kind === 'add' && [...subexpressions(part.base)].some(hasSecondDerivative)));

const hasSecondDerivative = (e: Expression): boolean =>
  e.kind === 'hessian' || e.kind === 'laplacian' || (e.kind === 'derivative' && [...subexpressions(e.of)].some((part) => part.kind === 'derivative'));

const statesOf = (a: Analysis): readonly (typeof T_VARIABLE)[] => a.problem.process.blocks.map((b) => b.variable);

const declarationOf = (law: Field): string => {
  const [space] = law.shape;
  const type = space === undefined ? '' : space === 'n' ? ': vector' : `: vector(${space})`;
  return `field ${law.name}(${law.slots.map((v) => v.name).join(',')})${type}`;
};

const isQuadratic = (a: Analysis): boolean => a.best.length === 1 && a.best.every((law) => law.quadratic) && isKnownEverywhere(a);

/** With an equation for V the excess; else what the Hamiltonian leaves of it, beyond a square where there is one. */
const excessInTheMean = (a: Analysis, controls: readonly Expression[]): Expression => {
  if (a.hasEquation) return excessAt(a, controls);
  if (!isQuadratic(a)) return withTimeAndDiscount(a, hamiltonianAt(a, controls));
  return plus(excessAt(a, controls), withTimeAndDiscount(a, optimumOver(a, hamiltonianAt(a, a.problem.controls.map(use)))));
};

/** H(u) − H(u*); where u* is known for some states alone, H(u) − min H. */
export const excessAt = (a: Analysis, controls: readonly Expression[]): Expression => {
  const [law, ...others] = a.best;
  const [control] = controls;
  if (law !== undefined && control !== undefined && others.length === 0 && law.quadratic && isKnownEverywhere(a)) {
    return quadraticExcess(control, use(law.named.field), law.curvature);
  }
  const best = isKnownEverywhere(a) ? hamiltonianAt(a, bestControls(a)) : optimumOver(a, hamiltonianAt(a, a.problem.controls.map(use)));
  return subtract(hamiltonianAt(a, controls), best);
};

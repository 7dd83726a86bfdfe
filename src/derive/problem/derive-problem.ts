/**
 * Everything that follows from one problem of optimal control, in the order in which it is told.
 */
import { dependsOn } from '../../calculus/dependence.ts';
import type { Problem } from '../../language/statement.ts';
import type { Derived, NotFound, Step } from '../derivation.ts';
import type { Setting } from '../setting.ts';
import type { Analysis } from './analysis.ts';
import { analyse, hasNoOptimum, isKnownEverywhere, whereOf } from './analysis.ts';
import { closedLoopStep } from './closed-loop.ts';
import { dynamicProgrammingStep } from './dynamic-programming.ts';
import { entropySteps } from './entropy.ts';
import { hamiltonianStep, optimalControlSteps, stationarityStep } from './hamiltonian.ts';
import { hjbStep, minimisedHjbStep } from './hjb.ts';
import { logTransform } from './log-transform.ts';
import { qFunctionSteps } from './q-function.ts';
import { pointwiseVerificationSteps, verificationSteps, withoutVerification } from './verification.ts';

export const deriveProblem = async (setting: Setting, problem: Problem): Promise<Derived> => {
  const a = await analyse(setting, problem);
  const transformed = a.laws.found && (a.hasEquation || isKnownEverywhere(a)) ? logTransform(a) : { sections: [], notFound: [] };
  return {
    sections: [{ heading: `The problem ${problem.name}`, steps: [dynamicProgrammingStep(a), hamiltonianStep(a), ...stepsFromLaw(a, regularised(a))] }, ...transformed.sections],
    notFound: [...notFoundOf(a), ...withoutVerification(a), ...transformed.notFound],
  };
};

const stepsFromLaw = (a: Analysis, regularised: readonly Step[]): readonly Step[] => (a.laws.found
  ? [stationarityStep(a), ...optimalControlSteps(a), ...(a.hasEquation || isKnownEverywhere(a) ? [hjbStep(a)] : []), minimisedHjbStep(a), closedLoopStep(a),
    ...pointwiseVerificationSteps(a), ...verificationSteps(a), ...qFunctionSteps(a), ...regularised] : withoutLaw(a));

/** Where there is a minimum that is not known, its equations; where there is none, no equation. */
const withoutLaw = (a: Analysis): readonly Step[] =>
  (hasNoOptimum(a) ? [] : [hjbStep(a), ...qFunctionSteps(a)]);

const isQuadraticInOne = (a: Analysis): boolean => a.best.length === 1 && a.best.every((law) => law.quadratic);

const regularised = (a: Analysis): readonly Step[] => (isQuadraticInOne(a) ? entropySteps(a) : []);

const reasonAgainstEquation = (a: Analysis): string => {
  const { where } = whereOf(a);
  const { process: { blocks }, controls } = a.problem;
  const noises = blocks.flatMap((b) => b.noises.map((n) => n.coefficient));
  const isLinear = noises.length > 0 && !noises.some((e) => controls.some((c) => dependsOn(e, c)));
  return where === undefined ? `${isLinear ? 'the factor of the highest derivative of the value may be zero in it' : 'it is not linear in the highest derivative of the value'}, so the kernel cannot solve it for that`
    : `its optimum is known for ${where} alone, so the kernel cannot put it into the equation; the optimum itself is given`;
};

const notFoundOf = (a: Analysis): readonly NotFound[] => {
  const { name } = a.problem;
  if (!a.laws.found) return [{ what: `the optimal control of ${name}`, reason: a.laws.reason }];
  const unused: readonly NotFound[] = a.hasEquation ? [] : [{
    what: `a use of the Hamilton–Jacobi–Bellman equation of ${name}`, reason: reasonAgainstEquation(a),
  }];
  if (isQuadraticInOne(a)) return unused;
  return [...unused, { what: `the Gaussian policy for ${name}`, reason: a.best.length > 1 ? 'the problem has several controls' : 'the Hamiltonian is not quadratic in the control' }];
};

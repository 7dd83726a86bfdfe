/**
 * Everything that follows from one process, in the order in which it is told.
 */
import { wienersOf } from '../../calculus/diffusion.ts';
import type { Process } from '../../language/statement.ts';
import type { Derived, NotFound, Step } from '../derivation.ts';
import type { Setting } from '../setting.ts';
import { backwardStep } from './backward.ts';
import { doobStep, girsanovStep } from './change-of-measure.ts';
import { conversionStep } from './conversion.ts';
import { entropyStep, relativeEntropyStep } from './entropy.ts';
import { familyStep, flowStep } from './flow.ts';
import { continuityStep, fokkerPlanckStep } from './forward.ts';
import { adjointStep, generatorStep } from './generator.ts';
import { logDensityStep, scoreStep } from './log-density.ts';
import { gaussianSteps } from './gaussian.ts';
import type { Proposal } from './gibbs.ts';
import { gibbsSteps } from './gibbs.ts';
import { reversalStep } from './reversal.ts';
import { stationaryStep } from './stationary.ts';
import type { Subject } from './subject.ts';
import { subjectOf } from './subject.ts';

export const deriveProcess = async (setting: Setting, process: Process): Promise<Derived> => {
  const subject = subjectOf(setting, process);
  const heading = `The process ${process.name}`;
  const [control] = subject.controls;
  if (control !== undefined) {
    const reason = `its law depends on how the control ${control.name} is chosen`;
    return { sections: [{ heading, steps: [generatorStep(subject)] }], notFound: [{ what: `Densities of ${process.name}`, reason }] };
  }
  const equations = [...forwardSteps(subject), ...derivedSteps(subject)];
  const [stationary, gaussian] = [await stationarySteps(subject), await gaussianSteps(subject)];
  return {
    sections: [{ heading, steps: [...equations, ...stationary.steps, ...gaussian.steps, ...measureSteps(subject)] }],
    notFound: [...leftOut(subject), ...stationary.notFound, ...gaussian.notFound],
  };
};

/** Generator, adjoint, the equations forwards and backwards, and the other sense of the noise. */
const forwardSteps = (subject: Subject): readonly Step[] => [
  generatorStep(subject), adjointStep(subject), fokkerPlanckStep(subject), continuityStep(subject),
  ...(subject.process.backward ? [] : [backwardStep(subject)]),
  ...(subject.hasMovingNoise ? [conversionStep(subject)] : []),
];

/** What follows from the forward equation. */
const derivedSteps = (subject: Subject): readonly Step[] => [
  logDensityStep(subject), scoreStep(subject),
  ...(subject.process.backward ? [] : [reversalStep(subject)]),
  ...(subject.hasNoise ? [flowStep(subject)] : []),
  ...(subject.hasNoise && !subject.process.backward ? [familyStep(subject)] : []),
  entropyStep(subject), relativeEntropyStep(subject),
];

const stationarySteps = async (subject: Subject): Promise<Proposal> => {
  if (!subject.isAutonomous) return { steps: [], notFound: [{ what: `A stationary density of ${subject.process.name}`, reason: 'its coefficients depend on t' }] };
  if (!subject.hasNoise || subject.process.backward) return { steps: [stationaryStep(subject)], notFound: [] };
  const closed = await gibbsSteps(subject);
  return { steps: [stationaryStep(subject), ...closed.steps], notFound: closed.notFound };
};

const measureSteps = (subject: Subject): readonly Step[] => {
  if (!subject.hasNoise || subject.process.backward) return [];
  return [doobStep(subject), girsanovStep(subject)].filter((step) => step !== null);
};

/** What makes no sense for this process, and why. */
const leftOut = ({ process, hasNoise }: Subject): readonly NotFound[] => [
  ...(hasNoise ? [] : [{ what: `Probability flow and change of measure for ${process.name}`, reason: 'it has no noise' }]),
  ...(process.backward ? [{ what: `Backward equation, time reversal and change of measure for ${process.name}`, reason: 'its clock runs down' }] : []),
  ...(wienersOf(process).length > 1 ? [{ what: `Girsanov’s theorem for ${process.name}`, reason: 'it has several Brownian motions' }] : []),
];

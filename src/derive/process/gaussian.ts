/**
 * Linear drift, and noise that does not depend on the state: Gaussian laws, with the equations of mean and covariance,
 * and their solution for a process that starts at a point.
 */
import { hypothesesOf } from '../../check/goals.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import type { Expression, Field, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE, apply, at, dot, field, identity, inverse, minus, num, over, plus, shapeOf, subtract, times, use } from '../../kernel/expression.ts';
import { formulaText } from '../formula-text.ts';
import type { LinearBlock, LinearParts } from '../../search/linear-parts.ts';
import { linearParts } from '../../search/linear-parts.ts';
import type { DefinedField } from '../../search/linear-equation.ts';
import type { GaussianTransition } from '../../search/moments.ts';
import { gaussianTransition } from '../../search/moments.ts';
import type { NotFound, Prose, Statement, Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableForm } from '../readable-claim.ts';
import { claimText } from '../setting.ts';
import { mention } from './claims.ts';
import { gaussianPairStep } from './gaussian-pair.ts';
import { listed } from './sentences.ts';
import type { Subject } from './subject.ts';
import { definitionsOf, parameterDeclaration } from './unknowns.ts';

export interface GaussianSteps {
  readonly steps: readonly Step[];
  readonly notFound: readonly NotFound[];
}

const NONE: GaussianSteps = { steps: [], notFound: [] };

/** The Gaussian law of a linear process and, where it is found, its transition density; nothing for other processes. */
export const gaussianSteps = async (subject: Subject): Promise<GaussianSteps> => {
  const { setting, process } = subject;
  if (!subject.hasNoise || subject.hasMovingNoise || process.backward) return NONE;
  const assuming = { hypotheses: hypothesesOf(setting.document), conditions: [] };
  const parts = linearParts(process, assuming);
  const [block, ...more] = parts?.blocks ?? [];
  if (parts === null || block === undefined) return NONE;
  if (more.length > 0) return ofPair(subject, parts);
  const law = lawStep(subject, block);
  const found = await gaussianTransition(process, { assuming, taken: setting.names.used });
  if (found !== null) for (const { name } of [found.start, ...found.defined.map((d) => d.field)]) setting.names.fresh(name);
  return found !== null && found.closed
    ? { steps: [law, transitionStep(subject, block.variable, found)], notFound: [] }
    : { steps: [law], notFound: [{ what: `The transition density of ${process.name} in closed form`, reason: 'the equations of mean and covariance were not solved' }] };
};

const ofPair = (subject: Subject, parts: LinearParts): GaussianSteps => {
  const step = gaussianPairStep(subject, parts);
  return step === null
    ? { steps: [], notFound: [{ what: `The Gaussian law of ${subject.process.name}`, reason: 'it is written for one block, or two whose matrices are multiples of the identity' }] }
    : { steps: [step], notFound: [] };
};

/** m′ = A m + a, C′ = A C + C A^T + D: normal(x; m, C) is a density, and its score is −C^−1 (x − m). */
const lawStep = (subject: Subject, block: LinearBlock): Step => {
  const { setting, process } = subject;
  const mean = field(setting.names.fresh('m', 'mu', 'mean'), [T_VARIABLE], { shape: shapeOf(use(block.variable)) });
  const spread = covariance(subject, block);
  const written = (e: Expression): Expression => readableForm(setting, e);
  const drift = plus(...(block.matrix[0] ? [acting(block.matrix[0], use(mean))] : []), ...(isZero(block.offset) && block.matrix[0] ? [] : [block.offset]));
  const defined: readonly DefinedField[] = [
    { field: mean, derivative: written(drift), initial: use(mean) },
    { field: spread.field, derivative: written(spread.change), initial: use(spread.field) },
  ];
  return {
    title: `Gaussian law of ${process.name}`, rule: 'gaussian', standing: 'derived', declarations: definitionsOf(defined),
    prose: [
      ...say`The drift is linear in the state and the noise does not depend on it, so a Gaussian density stays Gaussian [@sarkka2019]. Its mean ${use(mean)} and its covariance ${spread.isMatrix ? use(spread.field) : times(use(spread.field), ...identityOf(block.variable))} have equations of their own, and its score is linear:`,
    ],
    claims: [densityOfNormal(subject, block.variable, use(mean), use(spread.field)), scoreOfNormal(`Score of the Gaussian law of ${process.name}`, block.variable, use(mean), use(spread.field), spread.isMatrix)],
  };
};

interface Covariance {
  readonly field: Field;
  readonly change: Expression;
  readonly isMatrix: boolean;
}

/** v with v′ = 2 α v + δ where A = α I and D = δ I; otherwise C with C′ = A C + C A^T + D. */
const covariance = ({ setting }: Subject, block: LinearBlock): Covariance => {
  const [A, D] = [block.matrix[0] ?? null, block.diffusion[0] ?? num(0)];
  const [rate, noise] = [A === null ? num(0) : multipleOfIdentity(A), multipleOfIdentity(D)];
  if (rate !== null && noise !== null) {
    const variance = field(setting.names.fresh('v', 'variance', 'w'), [T_VARIABLE], { sign: 'positive' });
    return { field: variance, isMatrix: false, change: A === null ? noise : plus(times(num(2), rate, use(variance)), noise) };
  }
  const { space } = block.variable;
  const matrix = field(setting.names.fresh('Sigma', 'C', 'S'), [T_VARIABLE], { shape: space === null ? [] : [space, space], symmetry: 'positive' });
  const C = use(matrix);
  const both = A === null ? [] : [acting(A, C), multipleOfIdentity(A) === null ? dot(C, { kind: 'transpose', of: A }) : times(multipleOfIdentity(A) ?? num(1), C)];
  return { field: matrix, isMatrix: true, change: plus(...both, D) };
};

const acting = (A: Expression, on: Expression): Expression => {
  const scalar = multipleOfIdentity(A);
  return scalar === null ? dot(A, on) : times(scalar, on);
};

const isZero = (e: Expression): boolean => formulaText(e) === '0';

const identityOf = (variable: Variable): readonly Expression[] => (variable.space === null ? [] : [identity(variable.space)]);

/** The law of the process that starts at a point, in closed form. */
const transitionStep = (subject: Subject, variable: Variable, law: GaussianTransition): Step => {
  const { process } = subject;
  const starts = isSolved(law) ? startClaims(subject, law) : [];
  return {
    title: `Transition density of ${process.name}`, rule: 'gaussian', standing: 'proposed',
    declarations: [parameterDeclaration(law.start), ...definitionsOf(law.defined)],
    prose: [
      ...say`Started at the point ${use(law.start)} at the time 0, the process has a Gaussian density with the mean ${law.mean} and the variance ${law.variance} in each direction`,
      ...integralsFrom(law), '. Its score is what denoising score matching regresses on:',
    ],
    claims: [densityOfNormal(subject, variable, law.mean, law.variance), scoreOfNormal(`Score of the transition density of ${process.name}`, variable, law.mean, law.variance, !law.isotropic), ...starts],
  };
};

const isSolved = (law: GaussianTransition): boolean => law.defined.length === 0 && law.assumed.length === 0;

/** `, where B(0) = 0`: what the integrals in it begin with. */
const integralsFrom = ({ defined, assumed }: GaussianTransition): Prose => {
  const zero = [...defined, ...assumed].map((d) => ({ left: apply(d.field, [num(0)]), right: num(0) }));
  return zero.length === 0 ? [] : [', where ', ...listed(zero)];
};

/** None for what is plainly x0, or plainly t. */
const startClaims = ({ process }: Subject, law: GaussianTransition): readonly Statement[] => [
  ...(dependsOn(law.mean, T_VARIABLE) ? [{ name: `Mean of ${process.name} at the start`, text: claimText(atStart(law.mean), use(law.start)) }] : []),
  ...(law.variance.kind === 'variable' ? [] : [{ name: `Variance of ${process.name} at the start`, text: claimText(atStart(law.variance), num(0)) }]),
];

const atStart = (e: Expression): Expression => at(e, [{ variable: T_VARIABLE, value: num(0) }]);

const normal = (variable: Variable, mean: Expression, variance: Expression): string =>
  `normal(${variable.name}; ${formulaText(mean)}, ${formulaText(variance)})`;

const densityOfNormal = ({ process }: Subject, variable: Variable, mean: Expression, variance: Expression): Statement =>
  ({ text: `${normal(variable, mean, variance)} is density of ${mention(process)}` });

/** ∇ log normal(x; m, C) = −C^−1 (x − m) */
const scoreOfNormal = (name: string, variable: Variable, mean: Expression, variance: Expression, isMatrix: boolean): Statement => {
  const away = subtract(use(variable), mean);
  const score = isMatrix ? minus(dot(inverse(variance), away)) : minus(over(away, variance));
  const gradient = variable.space === null ? `∂${variable.name}` : variable.name === 'x' ? 'grad' : `grad[${variable.name}]`;
  return { name, text: `${gradient} log ${normal(variable, mean, variance)} = ${formulaText(score)}` };
};

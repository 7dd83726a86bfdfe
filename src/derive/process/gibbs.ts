/**
 * Stationary densities in closed form: exp(−2U/σ²) of a gradient flow with noise, the Gaussian of a linear one, the
 * density without current of a process on a line, and exp(−H/τ) of Langevin's equation with friction.
 *
 * They are proposals: where one is not proved, the derivation says that it was not found.
 */
import { probabilityCurrent } from '../../calculus/current.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { hypothesesOf } from '../../check/goals.ts';
import { diffusion } from '../../calculus/diffusion.ts';
import { withAddedDrift } from '../../calculus/girsanov.ts';
import { itoDrift } from '../../calculus/ito-drift.ts';
import { gradientBy, multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import type { Expression } from '../../kernel/expression.ts';
import { dot, exp, minus, num, over, plus, pow, subtract, times, use } from '../../kernel/expression.ts';
import { evidentSign } from '../../language/sign.ts';
import { readable } from '../../search/readable.ts';
import { linearParts } from '../../search/linear-parts.ts';
import type { Block } from '../../language/statement.ts';
import { formulaText } from '../formula-text.ts';
import type { NotFound, Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableForm } from '../readable-claim.ts';
import { claimText } from '../setting.ts';
import { mention, stationaryClaim } from './claims.ts';
import { isNeverNormalised } from './normalisable.ts';
import type { Named } from './once.ts';
import { abbreviation } from './once.ts';
import { potentialOf } from './potential.ts';
import type { Subject } from './subject.ts';
import { movesWith, shortened } from './subject.ts';

export interface Proposal {
  readonly steps: readonly Step[];
  readonly notFound: readonly NotFound[];
}

export const gibbsSteps = async (subject: Subject): Promise<Proposal> => {
  const [first, second, ...more] = subject.process.blocks;
  if (first === undefined || more.length > 0) return missing(subject, 'the state has more than two parts');
  if (second !== undefined) return await langevin(subject, first, second) ?? await langevin(subject, second, first) ?? missing(subject, 'it is not of the form of Langevin’s equation, with a potential');
  return oneBlock(subject, first);
};

const missing = ({ process }: Subject, reason: string): Proposal =>
  ({ steps: [], notFound: [{ what: `A stationary density of ${process.name} in closed form`, reason }] });

/** ρ with ∇ log ρ = (2 b − ∇d)/d for D = d I: no current. */
const oneBlock = async (subject: Subject, block: Block): Promise<Proposal> => {
  const { setting, process } = subject;
  const whole = diffusion(block, block);
  const d = whole === null ? null : multipleOfIdentity(whole);
  if (d === null) return missing(subject, 'the noise is a matrix: that the drift is D times a gradient is not looked for');
  if (block.variable.space !== null && movesWith(subject, d)) return missing(subject, 'the noise depends on the state');
  const drift = itoDrift(process, block);
  const slope = movesWith(subject, d) ? over(subtract(times(num(2), drift), gradientBy(block.variable, d)), d) : over(times(num(2), drift), d);
  if (formulaText(drift) === '0') return missing(subject, 'without a drift nothing holds it together');
  const potential = await potentialOf(setting, slope, block.variable);
  if (potential === null) return missing(subject, 'no potential of the drift was found');
  if (isNeverNormalised(readable(potential), block.variable) || isNeverNormalised(potential, block.variable)) return missing(subject, 'what has no current cannot be normalised');
  return { steps: [gibbsStep(subject, block, potential, normalForm(subject, block, drift, d))], notFound: [] };
};

/** normal(x; −a/α, −d/(2α)) for the drift α x + a, α evidently negative; null otherwise. */
const normalForm = (subject: Subject, block: Block, drift: Expression, d: Expression): string | null => {
  const { setting, process } = subject;
  const linear = movesWith(subject, d) ? null : linearParts(withAddedDrift(process, () => null), { hypotheses: hypothesesOf(setting.document), conditions: [] })?.blocks[0];
  const rate = linear?.matrix[0] ? multipleOfIdentity(linear.matrix[0]) : null;
  if (linear === undefined || linear === null || rate === null) return null;
  // A proposal: the sign only decides whether it is worth stating.
  const decay = readable(minus(rate), { dimension: setting.document.dimension });
  if (evidentSign(decay) !== 'positive') return null;
  const written = (e: Expression): string => formulaText(readableForm(setting, e));
  return `normal(${block.variable.name}; ${written(over(linear.offset, decay))}, ${written(over(d, times(num(2), decay)))})`;
};

/** The density under a name of its own. */
const named = ({ setting, state }: Subject, rho: Expression): Named =>
  abbreviation(setting.names.fresh('mu', 'eta', 'nu'), state, rho);

/** e^U, with x^c for e^(c log x). */
const exponential = (subject: Subject, potential: Expression): Expression => {
  const terms = potential.kind === 'add' ? potential.terms : [potential];
  const powers = terms.flatMap((term) => {
    const factors = term.kind === 'multiply' ? term.factors : [term];
    const logarithm = factors.find((f) => f.kind === 'call' && f.function === 'log');
    return logarithm?.kind === 'call' ? [{ term, base: logarithm.argument, exponent: times(...factors.filter((f) => f !== logarithm)) }] : [];
  });
  const rest = terms.filter((term) => !powers.some((p) => p.term === term));
  const bases = [...new Map(powers.map((p) => [formulaText(p.base), p.base]))];
  const written = bases.map(([text, base]) =>
    pow(base, readableForm(subject.setting, plus(...powers.filter((p) => formulaText(p.base) === text).map((p) => p.exponent)))));
  return times(...written, ...(rest.length === 0 ? [] : [exp(readableForm(subject.setting, plus(...rest)))]));
};

const gibbsStep = (subject: Subject, block: Block, potential: Expression, normal: string | null): Step => {
  const { setting, process } = subject;
  const { expression: rho, declarations } = named(subject, exponential(subject, potential));
  const current = readableForm(setting, shortened(subject, probabilityCurrent(process, block, rho)));
  return {
    title: `Stationary density of ${process.name}`, rule: 'stationary', standing: 'proposed', declarations,
    prose: say`The drift has a potential, so that a density without current can be written down: ${rho}, up to a constant and where its integral is finite. The process is in detailed balance with it:`,
    claims: [
      { text: stationaryClaim(rho, process) },
      { name: `Detailed balance of ${process.name}`, text: claimText(current, num(0)) },
      ...(normal === null ? [] : [{ name: `Stationary density of ${process.name}, normalised`, text: `${normal} is stationary density of ${mention(process)}` }]),
    ],
  };
};

/** dq = a v dt, dv = (−∇W − γ v) dt + σ dW: exp(−(2γ/σ²)(½ |v|² + W/a)). */
const langevin = async (subject: Subject, q: Block, v: Block): Promise<Proposal | null> => {
  const { setting } = subject;
  if (q.noises.length > 0 || q.variable.space !== v.variable.space) return null;
  const whole = diffusion(v, v);
  const strength = whole === null ? null : multipleOfIdentity(whole);
  const [velocity, friction] = [slopeOf(subject, q.drift, v), slopeOf(subject, v.drift, v)];
  if (strength === null || velocity === null || friction === null || movesWith(subject, strength)) return null;
  const speed = use(v.variable);
  if (!setting.proves(q.drift, times(velocity, speed))) return null;
  const force = readableForm(setting, subtract(v.drift, times(friction, speed)));
  const potential = dependsOn(force, v.variable) ? null : await potentialOf(setting, minus(force), q.variable);
  if (potential === null) return null;
  if (evidentSign(friction) === 'positive') return missing(subject, 'what the equation gives as friction drives it');
  const square = v.variable.space === null ? pow(speed, num(2)) : dot(speed, speed);
  const energy = plus(times(num(1, 2), square), over(potential, velocity));
  const rho = exp(readableForm(setting, times(over(times(num(2), friction), strength), readableForm(setting, energy))));
  return { steps: [langevinStep(subject, rho)], notFound: [] };
};

/** a where the derivative of a formula by the state of a block is a I, a a constant. */
const slopeOf = (subject: Subject, e: Expression, block: Block): Expression | null => {
  const slope = multipleOfIdentity(readableForm(subject.setting, gradientBy(block.variable, e)));
  return slope === null || movesWith(subject, slope) || (slope.kind === 'number' && slope.value.numerator === 0n) ? null : slope;
};

const langevinStep = (subject: Subject, rho: Expression): Step => {
  const { setting, process } = subject;
  const { expression: short, declarations } = named(subject, rho);
  // Where there is no noise the velocity is the drift.
  const currents = process.blocks.filter((block) => block.noises.length > 0).map((block) => ({
    block, value: readableForm(setting, over(shortened(subject, probabilityCurrent(process, block, rho)), rho)),
    raw: over(readableForm(setting, shortened(subject, probabilityCurrent(process, block, short))), short),
  }));
  return {
    title: `Stationary density of ${process.name}`, rule: 'stationary', standing: 'proposed', declarations,
    prose: say`Friction and noise balance at the density ${short}, up to a constant and where its integral is finite: energy is distributed after Gibbs. The current does not vanish, it circulates along the equation without friction and noise:`,
    claims: [
      { text: stationaryClaim(short, process) },
      ...currents.map(({ block, value, raw }) => ({
        name: `Velocity of the stationary current of ${process.name}${process.blocks.length > 1 ? ` by ${block.variable.name}` : ''}`,
        text: `${formulaText(raw)} = ${formulaText(value)}`,
      })),
    ],
  };
};

/**
 * Changes of the measure on paths: Girsanov’s theorem, for any drift along the noise, and Doob’s transform.
 */
import { generator } from '../../calculus/generator.ts';
import { doobTransform, steering, withAddedDrift, withLikelihood } from '../../calculus/girsanov.ts';
import { noiseSpaceOf, wienersOf } from '../../calculus/diffusion.ts';
import { squaredByNoise } from '../../calculus/entropy.ts';
import { itoFormula } from '../../calculus/ito-formula.ts';
import { gradientBy } from '../../calculus/state-derivatives.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, coordinate, derivative, exp, log, num, plus, times, use } from '../../kernel/expression.ts';
import type { Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableForm } from '../readable-claim.ts';
import { negated } from '../signs.ts';
import { claimText } from '../setting.ts';
import { declarationOf, densityClaim, differentialClaim, noisesOf, unnamed } from './claims.ts';
import { newField, testFunction } from './once.ts';
import { renamed } from './reversal.ts';
import type { Subject } from './subject.ts';
import { densityOf, shortened } from './subject.ts';

/** w > 0 with ∂t w + L w = 0: p w is the density with drift b + D ∇log w, and d log w is Girsanov’s exponent. */
export const doobStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const { expression: p, declarations } = densityOf(subject);
  const weight = newField(setting, ['w', 'omega', 'weight'], subject.slots, { positive: true });
  const w = weight.expression;
  const written = (e: Expression): Expression => readableForm(setting, shortened(subject, e));
  const transformed = unnamed(doobTransform(process, w));
  const short = { ...transformed, blocks: transformed.blocks.map((block) => ({ ...block, drift: written(block.drift) })) };
  const square = squaredByNoise(process, (block) => gradientBy(block.variable, log(w)));
  const [rate, decay] = [derivative(T_VARIABLE, w), negated(written(generator(process, w)))];
  const change = square === null ? num(0) : readableForm(setting, times(num(-1, 2), shortened(subject, square)));
  return {
    title: `Doob’s transform of ${process.name}`, rule: 'girsanov', standing: 'derived',
    declarations: [...declarations, ...weight.declarations, `assume ${claimText(rate, decay)}`],
    prose: say`That is, ${w} is a positive solution of the backward equation. Weight the paths of the process with it at their end: what results is again a diffusion, with the gradient of ${log(w)}, seen through the noise, in its drift, and its density is ${times(p, w)}, up to a constant. The differential of ${log(w)} is the exponent of the density of one measure on paths with respect to the other [@girsanov1960]:`,
    claims: [
      { text: densityClaim(times(p, w), short) },
      { name: `Logarithm of the weight along ${process.name}`, text: differentialClaim(process, log(w), { drift: change }) },
    ],
  };
};

/** d(e^ℓ φ) along (X, ℓ) has the drift of φ along the process with drift b + G θ, times e^ℓ; null for several noises. */
export const girsanovStep = (subject: Subject): Step | null => {
  const { setting, process } = subject;
  const [wiener, ...others] = wienersOf(process);
  if (wiener === undefined || others.length > 0) return null;
  const space = noiseSpaceOf(process, wiener);
  const theta = newField(setting, ['theta', 'vartheta', 'shift'], subject.slots, space === null ? {} : { vector: space });
  const phi = testFunction(setting, ['phi', 'varphi', 'chi'], subject.slots);
  const variable = coordinate(setting.names.fresh('l', 'ell'), null);
  const joint = renamed(subject, withLikelihood(process, wiener, theta.expression, variable, 'L'), 'l', 'X');
  const steered = withAddedDrift(process, (block) => steering(block, wiener, theta.expression));
  const weight = exp(use(variable));
  const formula = itoFormula(steered, phi.expression, 'ito');
  const change = readableForm(setting, shortened(subject, formula.drift));
  const noise = plus(...noisesOf(formula).map(({ coefficient }) => coefficient), times(phi.expression, theta.expression));
  return {
    title: `Girsanov’s theorem for ${process.name}`, rule: 'girsanov', standing: 'derived',
    declarations: [...theta.declarations, ...phi.declarations, declarationOf(joint)],
    prose: say`Beside the process, ${use(variable)} collects the exponent of Girsanov’s density for any ${theta.expression} [@girsanov1960]. Then ${weight} has no drift: it is a local martingale, and a martingale under Novikov’s condition. Weighted with it, a test function ${phi.expression} has the drift that it has along ${{ kind: 'process', process: unnamed(steered) }}: under the weighted measure the noise has the drift ${theta.expression}.`,
    claims: [
      { name: `Girsanov’s density along ${process.name} has no drift`, text: differentialClaim(joint, weight, { drift: num(0), noises: [{ wiener, coefficient: times(weight, theta.expression) }] }) },
      { text: differentialClaim(joint, times(weight, phi.expression), { drift: times(weight, change), noises: [{ wiener, coefficient: times(weight, noise) }] }) },
    ],
  };
};

/**
 * Claims about processes as text of the claim language.
 */
import { coefficientOf } from '../../calculus/diffusion.ts';
import type { Differential } from '../../calculus/ito-formula.ts';
import { itoFormula } from '../../calculus/ito-formula.ts';
import { multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import type { Expression } from '../../kernel/expression.ts';
import { dot, num, plus, shapeOf, times, transpose, use } from '../../kernel/expression.ts';
import type { Block, Process } from '../../language/statement.ts';
import { withoutIdentity } from '../../render/text-claim.ts';
import { bodyText, formulaText, processText } from '../formula-text.ts';

/** `p is density of X`; a process without a name is written out. */
export const densityClaim = (density: Expression, process: Process): string =>
  bodyText({ kind: 'density', density, process, stationary: false });

export const stationaryClaim = (density: Expression, process: Process): string =>
  bodyText({ kind: 'density', density, process, stationary: true });

/** `X`, or the process written out where it has no name. */
export const mention = (process: Process): string =>
  densityClaim(num(1), process).replace(/^1 is density of /, '');

/** The same process without its name, so that it is written out where it is mentioned. */
export const unnamed = (process: Process): Process => ({ ...process, name: '' });

/** `process Y: dY = …`, `process (A,B)(q,v): …` */
export const declarationOf = (process: Process): string => {
  const variables = process.blocks.map((b) => b.variable.name);
  const isPlain = variables.length === 1 && variables[0] === 'x';
  return `process ${process.name}${isPlain ? '' : `(${variables.join(',')})`}: ${processText(process)}`;
};

export interface DifferentialOptions {
  /** In place of what Itô's formula gives: an equal form. */
  readonly drift?: Expression;
  readonly noises?: Differential['noises'];
  /** The process that is named, where it is another one with the same differentials. */
  readonly along?: Process;
  readonly stratonovich?: true;
}

/** `d(phi) = (…) dt + (…) · dW along X`, Itô's formula of the calculus, its drift as given where it is. */
export const differentialClaim = (process: Process, of: Expression, more: DifferentialOptions = {}): string => {
  const formula = itoFormula(process, of, more.stratonovich === true ? 'stratonovich' : 'ito');
  return bodyText({
    kind: 'differential', of, drift: more.drift ?? turned(formula.drift), noises: more.noises ?? noisesOf(formula),
    process: more.along ?? process, stratonovich: more.stratonovich === true,
  });
};

/** `d(x) = b dt + G dW along …`: the differential of one block's state, as the process has it. */
export const stateClaim = (block: Block, drift: Expression, along: Process): string => {
  const wieners = [...new Set(block.noises.map((noise) => noise.wiener))];
  const noises = wieners.flatMap((wiener) => {
    const coefficient = coefficientOf(block, wiener);
    return coefficient === null ? [] : [{ wiener, coefficient: withoutIdentity(coefficient) }];
  });
  return bodyText({ kind: 'differential', of: use(block.variable), drift, noises, process: along, stratonovich: false });
};

/** Each noise as an author has it: G^T ∇φ, g ∇φ. */
export const noisesOf = ({ noises }: Differential): Differential['noises'] =>
  noises.map(({ wiener, coefficient }) => ({ wiener, coefficient: withoutIdentity(turned(coefficient)) }));

/** v·M as M^T v, v·(g I) as g v, ∂φ g as g ∂φ. */
const turned = (e: Expression): Expression => {
  if (e.kind === 'add') return plus(...e.terms.map(turned));
  if (e.kind === 'multiply') return times(...e.factors.filter((f) => f.kind !== 'derivative'), ...e.factors.filter((f) => f.kind === 'derivative'));
  if (e.kind !== 'dot' || shapeOf(e.right).length !== 2) return e;
  const g = multipleOfIdentity(e.right);
  if (g !== null) return g.kind === 'number' && g.value.numerator === g.value.denominator ? e.left : times(g, e.left);
  return shapeOf(e.left).length === 1 ? dot(transpose(e.right), e.left) : e;
};

/** `∫[q](∫[v](e))` over all of the state: the integral of an expression, as text. */
export const integralText = (variables: readonly { readonly name: string }[], e: Expression): string =>
  `∫[${variables.map((v) => v.name).join(',')}](${formulaText(e)})`;

/**
 * dφ(X,t) = (∂t φ + L φ) dt + Σ_W (Σ_b ∇_b φ G_b) dW: Itô's formula.
 *
 * Convention: φ of any shape; a noise coefficient has the shape of φ followed by the noise's space. In
 * Stratonovich form the chain rule is the ordinary one: dφ = (∂t φ + f·∇φ) dt + (∇φ G) ∘ dW, f the Stratonovich
 * drift. Along an equation without noise it is the total derivative ∂t φ + f·∇φ.
 * Source: Øksendal, Stochastic Differential Equations, 6th ed., theorem 4.2.1; Kloeden and Platen, section 3.5.
 */
import type { Expression } from '../kernel/expression.ts';
import { T_VARIABLE, derivative, plus } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import { dependsOn } from './dependence.ts';
import { coefficientOf, wienersOf } from './diffusion.ts';
import { isWrittenZero } from './equation.ts';
import { generator } from './generator.ts';
import { stratonovichDrift } from './ito-drift.ts';
import { along, contractOver, gradientBy } from './state-derivatives.ts';

export interface Differential {
  readonly drift: Expression;
  readonly noises: readonly { readonly wiener: string; readonly coefficient: Expression }[];
}

/** dφ along a process. */
export const itoFormula = (process: Process, phi: Expression, form: 'ito' | 'stratonovich'): Differential => ({
  drift: plus(...timeTerms(phi), ...(form === 'ito' ? itoTerms(process, phi) : chainTerms(process, phi))),
  noises: wienersOf(process).map((wiener) => ({ wiener, coefficient: noiseCoefficient(process, wiener, phi) })),
});

const timeTerms = (phi: Expression): readonly Expression[] =>
  dependsOn(phi, T_VARIABLE) ? [derivative(T_VARIABLE, phi)] : [];

const itoTerms = (process: Process, phi: Expression): readonly Expression[] => {
  const change = generator(process, phi);
  return isWrittenZero(change) ? [] : [change];
};

const chainTerms = (process: Process, phi: Expression): readonly Expression[] =>
  process.blocks.flatMap((block) => {
    const drift = stratonovichDrift(process, block);
    return isWrittenZero(drift) ? [] : [along(block.variable, drift, phi)];
  });

const noiseCoefficient = (process: Process, wiener: string, phi: Expression): Expression =>
  plus(...process.blocks.flatMap((block) => blockCoefficient(block, wiener, phi)));

const blockCoefficient = (block: Block, wiener: string, phi: Expression): readonly Expression[] => {
  const coefficient = coefficientOf(block, wiener);
  return coefficient === null
    ? []
    : [contractOver(block.variable, gradientBy(block.variable, phi), coefficient)];
};

/**
 * The rules that a step of a derivation may name: what each is called, what it says, and where it is from.
 *
 * The names are those that a document writes after `by`.
 */
import type { SourceKey } from './sources.ts';

export interface RuleDescription {
  /** As it stands in a sentence: `by Itô’s formula`. */
  readonly name: string;
  readonly says: string;
  readonly sources: readonly SourceKey[];
}

export type RuleName =
  | 'fokker-planck' | 'continuity' | 'backward-kolmogorov' | 'feynman-kac' | 'hjb' | 'dynamic-programming'
  | 'assumption' | 'definition' | 'algebra' | 'chain-rule' | 'product-rule' | 'ito' | 'generator' | 'adjoint'
  | 'stratonovich' | 'ito-stratonovich' | 'integration-by-parts' | 'completing-the-square' | 'stationarity'
  | 'hopf-cole' | 'gibbs' | 'q-function' | 'girsanov' | 'anderson' | 'probability-flow' | 'log-density'
  | 'score-dynamics' | 'entropy' | 'stationary' | 'gaussian' | 'ornstein-uhlenbeck' | 'verification' | 'riccati'
  | 'merton' | 'ansatz' | 'score-as-control' | 'linearly-solvable' | 'schroedinger' | 'symmetry';

export const RULES: Readonly<Record<RuleName, RuleDescription>> = {
  'fokker-planck': { name: 'the Fokker–Planck equation', says: 'the Fokker–Planck equation of a declared density', sources: ['risken1989'] },
  'continuity': { name: 'conservation of probability', says: 'the Fokker–Planck equation as a continuity equation with its current', sources: ['risken1989', 'pavliotis2014'] },
  'backward-kolmogorov': { name: 'the backward Kolmogorov equation', says: 'the backward Kolmogorov equation of a declared expectation', sources: ['karatzas1991'] },
  'feynman-kac': { name: 'the Feynman–Kac formula', says: 'the backward Kolmogorov equation of a declared expectation', sources: ['karatzas1991'] },
  'hjb': { name: 'the Hamilton–Jacobi–Bellman equation', says: 'the Hamilton–Jacobi–Bellman equation of a declared value', sources: ['fleming2006', 'yong1999'] },
  'dynamic-programming': { name: 'the dynamic programming principle', says: 'what an optimal path does after a while is optimal', sources: ['fleming2006'] },
  'assumption': { name: 'assumption', says: 'an assumption of the document', sources: [] },
  'definition': { name: 'definition', says: 'an abbreviation of the document', sources: [] },
  'algebra': { name: 'algebra', says: 'ring operations alone', sources: [] },
  'chain-rule': { name: 'the chain rule', says: 'the derivative of a composite', sources: [] },
  'product-rule': { name: 'the product rule', says: 'the derivative of a product', sources: [] },
  'ito': { name: 'Itô’s formula', says: 'Itô’s formula', sources: ['oksendal2003'] },
  'generator': { name: 'the generator of a diffusion', says: 'the generator of a diffusion', sources: ['oksendal2003'] },
  'adjoint': { name: 'integration by parts', says: 'the generator and the forward operator are adjoint', sources: ['pavliotis2014'] },
  'stratonovich': { name: 'Stratonovich’s chain rule', says: 'the ordinary chain rule of Stratonovich differentials', sources: ['kloeden1992'] },
  'ito-stratonovich': { name: 'the conversion between Itô and Stratonovich', says: 'the drift that changes with the meaning of the noise', sources: ['kloeden1992'] },
  'integration-by-parts': { name: 'integration by parts', says: 'a total divergence integrates to nothing', sources: ['olver1993'] },
  'completing-the-square': { name: 'completing the square', says: 'a quadratic form in the control', sources: [] },
  'stationarity': { name: 'the first-order condition', says: 'the derivative by the control vanishes at the optimum', sources: ['fleming2006'] },
  'hopf-cole': { name: 'the Hopf–Cole transform', says: 'the logarithmic transform V = −λ log ψ', sources: ['hopf1950', 'cole1951', 'fleming1982', 'kappen2005'] },
  'gibbs': { name: 'Gibbs’ variational principle', says: 'the entropy-regularised optimum is a softmax', sources: ['wang2020'] },
  'q-function': { name: 'the q-function', says: 'the rate of advantage of an action, in continuous time', sources: ['jia2023'] },
  'girsanov': { name: 'Girsanov’s theorem', says: 'the change of drift between path measures', sources: ['girsanov1960'] },
  'anderson': { name: 'time reversal', says: 'the time reversal of a diffusion', sources: ['anderson1982', 'haussmann1986'] },
  'probability-flow': { name: 'the probability flow', says: 'the equation without noise that has the same densities', sources: ['song2021'] },
  'log-density': { name: 'the equation of the log-density', says: 'the Fokker–Planck equation divided by the density', sources: ['lai2023'] },
  'score-dynamics': { name: 'the score Fokker–Planck equation', says: 'the gradient of the equation of the log-density', sources: ['lai2023'] },
  'entropy': { name: 'entropy production', says: 'how fast entropy and relative entropy change', sources: ['risken1989', 'pavliotis2014'] },
  'stationary': { name: 'stationarity', says: 'the current of a stationary density has no divergence', sources: ['risken1989', 'pavliotis2014'] },
  'gaussian': { name: 'linear equations have Gaussian laws', says: 'mean and covariance of a linear diffusion', sources: ['sarkka2019'] },
  'ornstein-uhlenbeck': { name: 'the Ornstein–Uhlenbeck process', says: 'its transition density', sources: ['uhlenbeck1930', 'sarkka2019'] },
  'verification': { name: 'verification', says: 'the verification theorem of optimal control', sources: ['fleming2006'] },
  'riccati': { name: 'matching coefficients', says: 'a quadratic value function solves a Riccati equation', sources: ['yong1999'] },
  'merton': { name: 'Merton’s ansatz', says: 'a value function that scales like the utility', sources: ['merton1969'] },
  'ansatz': { name: 'matching coefficients', says: 'a form with unknown functions of time is put in, and solved for them', sources: [] },
  'score-as-control': { name: 'the score as optimal control', says: '−log p of the reversed clock is a value function', sources: ['berner2024'] },
  'linearly-solvable': { name: 'linearly solvable control', says: 'the log transform makes the equation linear', sources: ['kappen2005', 'todorov2009'] },
  'schroedinger': { name: 'the Schrödinger system', says: 'a density as a product of a forward and a backward solution', sources: ['leonard2014'] },
  'symmetry': { name: 'symmetry', says: 'second derivatives commute, symmetric matrices are their transposes', sources: [] },
};

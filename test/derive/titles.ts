/**
 * Titles of the steps that a process must have, in its derivation.
 */
/** What every process has, noise or none, whichever way its clock runs. */
export const always = (name: string): readonly string[] => [
  `Generator of ${name}`, `Adjoint of the generator of ${name}`, `Current of ${name}`, `Log-density of ${name}`,
  `Score of ${name}`, `Entropy of ${name}`, `Relative entropy along ${name}`,
];

export const forward = (name: string): readonly string[] => [`Backward equation of ${name}`, `Time reversal of ${name}`];

export const noisy = (name: string): readonly string[] => [
  ...always(name), ...forward(name), `Fokker–Planck equation of ${name}`, `Probability flow of ${name}`,
  `The family with the densities of ${name}`, `Doob’s transform of ${name}`, `Girsanov’s theorem for ${name}`,
];

/** The score as optimal control. */
export const bridge = (name: string): readonly string[] => [
  `Equation of the log-density of ${name} in the reversed clock`,
  `The problem of control of which the log-density of ${name} is the value`,
  `The score of ${name} is the optimal control`,
  `The optimal process is the time reversal of ${name}`,
  `What another control than the score of ${name} costs, at a point`,
  `What another control than the score of ${name} costs, in the mean`,
];

export const general = (name: string): readonly string[] => [...noisy(name), ...bridge(name)];
export const autonomous = (name: string): readonly string[] => [...general(name), `Stationary densities of ${name}`];
export const moving = { notFound: ['A stationary density of X'] };

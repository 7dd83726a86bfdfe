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
  `Log-density of ${name} in the reversed clock`,
  `Control problem for the score of ${name}`,
  `The score of ${name} is the optimal control`,
  `The optimal process is the time reversal of ${name}`,
  `Excess cost at a point for ${name}`,
  `Excess cost in the mean for ${name}`,
];

export const general = (name: string): readonly string[] => [...noisy(name), ...bridge(name)];
export const autonomous = (name: string): readonly string[] => [...general(name), `Stationarity of ${name}`];
export const moving = { notFound: ['A stationary density of X'] };

/**
 * The words that options of `train` may take. They stand in the help, so nothing is loaded here.
 */
export const ENGINES: readonly ['wasm', 'plain', 'tensorflow'] = ['wasm', 'plain', 'tensorflow'];
export type EngineName = (typeof ENGINES)[number];

export const DIMENSIONS: readonly ['1', '2', '8'] = ['1', '2', '8'];

export const SCHEDULES: readonly ['ou', 'vp', 'sub-vp', 've'] = ['ou', 'vp', 'sub-vp', 've'];
export type ScheduleName = (typeof SCHEDULES)[number];

export const TARGETS: readonly ['component', 'denoising', 'implicit', 'sliced'] = ['component', 'denoising', 'implicit', 'sliced'];
export type TargetName = (typeof TARGETS)[number];

export const PROBLEMS: readonly ['lqr', 'merton'] = ['lqr', 'merton'];
export type ProblemName = (typeof PROBLEMS)[number];

export const PLANNERS: readonly ['diffuser', 'decision-diffuser'] = ['diffuser', 'decision-diffuser'];
export type PlannerName = (typeof PLANNERS)[number];

export const HORIZONS: readonly ['8', '16'] = ['8', '16'];

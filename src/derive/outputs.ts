/**
 * The forms in which a derivation is given out.
 */
export const OUTPUTS = ['text', 'markdown', 'latex', 'json', 'sympy', 'document'] as const;
export type OutputName = (typeof OUTPUTS)[number];

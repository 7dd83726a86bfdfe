/**
 * The Python part of an exported script: components, derivatives, hypotheses as rewriting, integrals, Euler operators.
 *
 * It uses SymPy alone, differentiates with SymPy's own `diff`, and knows nothing of this program.
 */
import { INTEGRALS } from './header-integrals.ts';
import { JETS } from './header-jets.ts';
import { PROOF } from './header-proof.ts';
import { TENSORS } from './header-tensors.ts';

export const HEADER: string = [TENSORS, JETS, INTEGRALS, PROOF].join('\n\n');

const SYMPY_NAMES = [
  'Integer', 'atan', 'cos', 'cosh', 'erf', 'exp', 'log', 'pi', 'sin', 'sinh', 'sqrt', 'tan', 'tanh',
];
/** The names that the lines of a claim use, so that a document's names must be others. */
export const HEADER_NAMES: readonly string[] = [
  ...SYMPY_NAMES, ...[...HEADER.matchAll(/^def (\w+)/gm)].flatMap((match) => match[1] ?? []),
];

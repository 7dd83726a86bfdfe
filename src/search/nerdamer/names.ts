/**
 * Safe names for computer algebra: parameters, scalar variables and dimensions become v1, v2, …, and come back.
 *
 * Nothing that a document's author wrote reaches the library: not a name, not a text. An unknown function has no
 * name here, since the libraries read f(x) as f times x.
 */
import { fingerprint } from '../../calculus/sameness.ts';
import type { Expression } from '../../kernel/expression.ts';
import { partsOf } from '../../kernel/expression.ts';

/** Symbols in the order of their names: the first is v1. */
export interface Names {
  readonly symbols: readonly Expression[];
}

/** The names of all symbols of some expressions. */
export const namesIn = (...expressions: readonly Expression[]): Names => {
  const found = new Map<string, Expression>();
  const visit = (e: Expression): void => {
    if (isSymbol(e)) found.set(fingerprint(e), e);
    else for (const part of partsOf(e)) visit(part);
  };
  expressions.forEach(visit);
  return { symbols: [...found.values()] };
};

const isSymbol = (e: Expression): boolean =>
  (e.kind === 'parameter' && e.parameter.shape.length === 0) || (e.kind === 'variable' && e.variable.space === null) ||
  e.kind === 'dimension';

/** `v3`; null for what is no symbol of these names. */
export const nameOf = (e: Expression, names: Names): string | null => {
  const index = names.symbols.findIndex((s) => fingerprint(s) === fingerprint(e));
  return index < 0 ? null : `v${index + 1}`;
};

/** The symbol of `v3`; null for any other text. */
export const symbolOf = (name: string, names: Names): Expression | null => {
  const digits = /^v([1-9]\d{0,3})$/.exec(name)?.[1];
  return digits === undefined ? null : (names.symbols[Number(digits) - 1] ?? null);
};

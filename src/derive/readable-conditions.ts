/**
 * The conditions of a proof as an author would write them: `-sigma^2 ∂x ∂x V > 0` for the second derivative of a
 * Hamiltonian written out. A condition whose short form is not proved to be the same stays as it is.
 */
import { parseExpressionIn } from '../language/document.ts';
import type { Document } from '../language/statement.ts';
import { printExpression } from '../render/text.ts';
import { readable, sizeOf } from '../search/readable.ts';
import { provesIn } from './setting.ts';

/** Of a document; each condition is looked at once. */
export const conditionReader = (document: Document): ((condition: string) => string) => {
  const known = new Map<string, string>();
  return (condition) => {
    const old = known.get(condition) ?? shortOf(document, condition);
    known.set(condition, old);
    return old;
  };
};

const shortOf = (document: Document, condition: string): string => {
  const found = /^(?<left>.+) (?<relation>>=|<=|>|<|!=) 0$/.exec(condition)?.groups;
  const left = parseExpressionIn(found?.['left'] ?? '', document).expression;
  if (found === undefined || left === null) return condition;
  const short = readable(left, { dimension: document.dimension });
  if (sizeOf(short) >= sizeOf(left) || !provesIn(document, left, short, { hypotheses: [] })) return condition;
  return `${printExpression(short)} ${found['relation']} 0`;
};

/**
 * LaTeX → the surface tree of an expression.
 *
 *     sum     = [-] join (± join)*
 *     join    = product ((\cdot | : | \otimes) product)*       from the left
 *     product = factor ((side by side | /) factor)*            what could be read in two ways is refused, see factor.ts
 */
import { complain, spanning } from '../complaint.ts';
import type { JoinOperator, Surface } from '../surface.ts';
import type { Ending, Factor } from './factor.ts';
import { kindOfFactor, refuseDoubt } from './factor.ts';
import { isClosingBar, withBar } from './parse-bar.ts';
import { parseFactor } from './parse-factor.ts';
import { atBareGradient } from './parse-group.ts';
import { atDifferential } from './parse-integral.ts';
import type { Place } from './place.ts';

export interface Read {
  readonly surface: Surface;
  /** Whether it has several terms, outside brackets. */
  readonly isSum: boolean;
}

export const parseSum = (place: Place): Surface => readSum(place).surface;

export const readSum = (place: Place): Read => {
  const start = place.peek();
  const terms: { negative: boolean; term: Surface }[] = [];
  do {
    const negative = place.at('-');
    if (negative || place.at('+')) place.next();
    terms.push({ negative, term: parseJoin(place) });
  } while (place.at('+') || place.at('-'));
  const only = terms[0];
  if (terms.length === 1 && only !== undefined && !only.negative) return { surface: only.term, isSum: false };
  return { surface: { kind: 'sum', terms, span: place.spanFrom(start) }, isSum: terms.length > 1 };
};

const OPERATORS: Readonly<Record<string, JoinOperator>> = { '·': 'cdot', ':': ':', '⊗': '⊗' };

const joinOperator = (place: Place): JoinOperator | null => {
  const token = place.peek();
  if (token.kind !== 'symbol' || !Object.hasOwn(OPERATORS, token.text) || atBareGradient(place)) return null;
  return OPERATORS[token.text] ?? null;
};

const parseJoin = (place: Place): Surface => {
  const first = readProduct(place);
  const rest: { operator: JoinOperator; right: Surface }[] = [];
  let left = first;
  for (let operator; (operator = joinOperator(place)) !== null; ) {
    place.next();
    const right = readProduct(place);
    refuseDoubt(place, left, 'a dot', right.surface.span);
    rest.push({ operator, right: right.surface });
    left = right;
  }
  return rest.length === 0 ? first.surface : { kind: 'join', first: first.surface, rest, span: place.spanFrom(first.surface.span) };
};

/** Its ending is that of its last factor. */
const readProduct = (place: Place): Factor => {
  const first = withBar(place, parseFactor(place));
  const factors = [{ divides: false, factor: first.surface }];
  let last = first;
  while (place.at('/') || startsFactor(place)) {
    const divides = place.take('/') !== null;
    const start = place.peek();
    const next = divides ? 'a slash' : kindOfFactor(place, start);
    if (!divides && start.kind === 'number') refuseNumber(place, last);
    const right = withBar(place, parseFactor(place));
    refuseDoubt(place, last, next, right.surface.span);
    if (right.barred && factors.some(({ factor }) => !isNumber(factor))) refuseBar(first, right);
    factors.push({ divides, factor: right.surface });
    last = divides ? quotient(first, last, right) : right;
  }
  if (factors.length === 1) return first;
  return { ...last, surface: { kind: 'product', factors, span: place.spanFrom(first.surface.span) } };
};

const quotient = (first: Factor, above: Factor, below: Factor): Factor => {
  const ending: Ending = below.ending === 'function' ? 'function' : 'quotient';
  const operator = spanning(first.surface.span, above.surface.span);
  return ending === 'function' ? below : { ...below, ending, parts: { operator, operand: below.surface.span } };
};

const refuseNumber = (place: Place, before: Factor): never => complain('E0305', spanning(before.surface.span, place.peek()), 'a number behind another factor', {
  help: 'a number stands first, or after `\\cdot`; an index or a power of several digits stands in braces',
});

/** 2, ½: the same everywhere. */
const isNumber = (s: Surface): boolean => s.kind === 'number' || (s.kind === 'product' && s.factors.every(({ factor }) => isNumber(factor)));

/** a b|_{t=0} could be the value of b, or of a b. */
const refuseBar = (first: Factor, barred: Factor): never => complain('E0305', spanning(first.surface.span, barred.surface.span),
  'is the bar about the last factor, or about the product?', { help: 'put brackets around what the bar is about, and around it with its bar' });

const startsFactor = (place: Place): boolean => {
  const token = place.peek();
  if (atDifferential(place)) return false;
  switch (token.kind) {
    case 'number': case 'letter': case 'word': case 'macro': return true;
    case 'symbol': return STARTS.has(token.text) || (token.text === '.' && token.side === 'open') || startsBars(place);
    case 'end': return false;
  }
};
const STARTS: ReadonlySet<string> = new Set(['(', '[', '{', '\\{', '⟨', '∂', '∇', 'Δ', '∫', '∬', '∭']);

const startsBars = (place: Place): boolean =>
  (place.at('|') || place.at('‖')) && !isClosingBar(place) && !place.at('_', 1) && place.peek().side !== 'close';

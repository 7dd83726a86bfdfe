/**
 * Tokens → the surface tree of an expression.
 *
 *     sum     = [-] join (± join)*
 *     join    = product ((· | : | ⊗) product)*        from the left
 *     product = factor ((side by side | * | /) factor)*    from the left: a/b c is (a/b) c
 *     factor  = prefix operator or function, factor | primary powers
 *
 * A prefix operator takes the next factor, powers included: `log p^2` is log(p²); when its bracket follows without a
 * space, the bracket is all it takes: `log(p)^2` is (log p)².
 */
import type { FunctionName } from '../kernel/expression.ts';
import { complain, spanning } from './complaint.ts';
import type { Cursor } from './cursor.ts';
import { parsePrimary, startsPrimary } from './parse-primary.ts';
import { parseDollars } from './latex/read-formula.ts';
import type { Token } from './lexer.ts';
import { DEEPEST } from './lexer.ts';
import type { JoinOperator, Name, PrefixOperator, Surface } from './surface.ts';
import { PREFIX_OPERATORS } from './surface.ts';
import { DIVIDING_WORDS, isDifferentialWord, isFunctionName } from './words.ts';

/** A sum: the whole of an expression. */
export const parseExpression = (cursor: Cursor): Surface => {
  const start = cursor.peek();
  const terms: { negative: boolean; term: Surface }[] = [];
  do {
    const negative = readSigns(cursor);
    terms.push({ negative, term: parseJoin(cursor) });
  } while (cursor.at('+') || cursor.at('-'));
  const only = terms[0];
  if (terms.length === 1 && only !== undefined && !only.negative) return only.term;
  return { kind: 'sum', terms, span: cursor.spanFrom(start) };
};

/** Whether an odd number of minus signs stands here; reads them. */
export const readSigns = (cursor: Cursor): boolean => {
  let negative = false;
  for (; cursor.at('+') || cursor.at('-'); cursor.next()) if (cursor.at('-')) negative = !negative;
  return negative;
};

/** Products joined by `·`, `:` or `⊗`: one term of a sum. */
export const parseJoin = (cursor: Cursor): Surface => {
  if (cursor.peek().kind === 'latex') return parseDollars(cursor);
  const first = parseProduct(cursor);
  const rest: { operator: JoinOperator; right: Surface }[] = [];
  for (;;) {
    const operator = joinOperator(cursor);
    if (operator === null) break;
    cursor.next();
    rest.push({ operator, right: parseProduct(cursor) });
  }
  return rest.length === 0 ? first : { kind: 'join', first, rest, span: cursor.spanFrom(first.span) };
};

const joinOperator = (cursor: Cursor): JoinOperator | null => {
  if (cursor.at('·')) {
    return atDifferential(cursor, 1) || atBareGradient(cursor) ? null : '·';
  }
  if (cursor.at(':') && !cursor.colonEnds) return ':';
  return cursor.at('⊗') ? '⊗' : null;
};

/** Whether the `· grad)` of (v · grad) w stands here. */
export const atBareGradient = (cursor: Cursor): boolean =>
  cursor.at('·') && (cursor.at('grad', 1) || cursor.at('∇', 1)) && cursor.at(')', 2);

/** Whether `dt`, `dW`, `o dW` or `∘ dW` stands here. */
export const atDifferential = (cursor: Cursor, ahead: number = 0): boolean => {
  const token = cursor.peek(ahead);
  if (token.text === '∘') return true;
  if (token.kind !== 'name' || cursor.names.isDeclared(token.text)) return false;
  if (token.text === 'o') return isDifferentialWord(cursor.peek(ahead + 1).text);
  return isDifferentialWord(token.text);
};

const parseProduct = (cursor: Cursor): Surface => {
  const first = parseFactor(cursor);
  const factors = [{ divides: false, factor: first }];
  for (;;) {
    const divides = cursor.at('/');
    if (divides || cursor.at('*')) cursor.next();
    else if (!startsFactor(cursor)) break;
    else refuseTwoNumbers(cursor);
    factors.push({ divides, factor: parseFactor(cursor) });
  }
  return factors.length === 1 ? first : { kind: 'product', factors, span: cursor.spanFrom(first.span) };
};

const refuseTwoNumbers = (cursor: Cursor): void => {
  if (cursor.peek().kind === 'number' && cursor.last().kind === 'number') {
    complain('E0305', spanning(cursor.last(), cursor.peek()), 'two numbers side by side', {
      help: 'put `*` between them for the product',
    });
  }
};

const startsFactor = (cursor: Cursor): boolean => {
  const token = cursor.peek();
  if (atDifferential(cursor)) return false;
  switch (token.kind) {
    case 'number': return true;
    case 'name': return !DIVIDING_WORDS.has(token.text);
    case 'symbol': return token.text === '|' ? !cursor.inBars : startsPrimary(token.text);
    case 'latex': return cursor.unexpected('an expression');
    case 'string': case 'end': return false;
  }
};

/** A prefix operator with what it takes, or a primary with its powers. */
export const parseFactor = (cursor: Cursor): Surface => cursor.nested(() => {
  const start = cursor.peek();
  const prefix = parsePrefix(cursor, start);
  if (prefix === null) return parsePowers(cursor, parsePrimary(cursor));
  return prefix.bracketed ? parsePowers(cursor, prefix.surface) : prefix.surface;
});

interface Prefixed {
  readonly surface: Surface;
  /** Whether it took a bracket that follows at once, so that powers belong to the whole. */
  readonly bracketed: boolean;
}

const parsePrefix = (cursor: Cursor, start: Token): Prefixed | null => {
  if (start.kind === 'name') {
    if (start.text === 'D' && cursor.at('[', 1)) return cursor.next(), parsePartial(cursor, start, bracketedVariable(cursor));
    if (isPrefixOperator(start.text)) return cursor.next(), parseOperator(cursor, start, start.text);
    if (isFunctionName(start.text) && !cursor.names.isDeclared(start.text)) return parseCall(cursor, start, start.text);
    return null;
  }
  if (start.kind !== 'symbol') return null;
  if (start.text === '∂') return cursor.next(), parsePartial(cursor, start, cursor.name('the variable of a derivative, as in `∂t`'));
  if (start.text === 'Δ') return cursor.next(), parseOperator(cursor, start, 'lap');
  if (start.text === '∇') return parseNabla(cursor, start);
  return null;
};

const isPrefixOperator = (word: string): word is PrefixOperator => (PREFIX_OPERATORS as readonly string[]).includes(word);

/** ∇e, ∇·v, ∇²e */
const parseNabla = (cursor: Cursor, start: Token): Prefixed => {
  cursor.next();
  if (cursor.take('·') !== null) return parseOperator(cursor, start, 'div');
  if (cursor.at('^') && cursor.peek(1).text === '2') {
    cursor.next();
    cursor.next();
    return parseOperator(cursor, start, 'hess');
  }
  return parseOperator(cursor, start, 'grad');
};

const parseOperator = (cursor: Cursor, start: Token, operator: PrefixOperator): Prefixed => {
  const variable = cursor.at('[') ? bracketedVariable(cursor) : null;
  const { surface: of, bracketed } = parseOperand(cursor, operator);
  return { surface: { kind: 'prefix', operator, variable, of, span: cursor.spanFrom(start) }, bracketed };
};

const parsePartial = (cursor: Cursor, start: Token, variable: Name): Prefixed => {
  const { surface: of, bracketed } = parseOperand(cursor, 'the derivative');
  return { surface: { kind: 'partial', variable, of, span: cursor.spanFrom(start) }, bracketed };
};

const parseCall = (cursor: Cursor, start: Token, name: FunctionName): Prefixed => {
  cursor.next();
  const { surface: argument, bracketed } = parseOperand(cursor, name);
  return { surface: { kind: 'call', function: name, argument, span: cursor.spanFrom(start) }, bracketed };
};

const bracketedVariable = (cursor: Cursor): Name => {
  cursor.expect('[', 'before the variable');
  const name = cursor.name('a variable');
  cursor.expect(']', 'after the variable');
  return name;
};

/** What a prefix takes: the bracket that follows at once, or else the next factor. */
export const parseOperand = (cursor: Cursor, of: string): Prefixed => {
  const token = cursor.peek();
  if (token.text === '(' && token.kind === 'symbol') {
    if (!token.spaced) return { surface: parsePrimary(cursor, false), bracketed: true };
    refuseDoubtfulPower(cursor, token, of);
  }
  if (token.text === '-' && token.kind === 'symbol') {
    return cursor.unexpected(`what ${of} takes`, 'put brackets around what begins with a minus sign');
  }
  return { surface: parseFactor(cursor), bracketed: false };
};

const refuseDoubtfulPower = (cursor: Cursor, open: Token, of: string): void => {
  const after = cursor.tokens[open.close + 1];
  if (after?.text !== '^' || after.kind !== 'symbol') return;
  complain('E0305', spanning(open, after), `is the power of the bracket, or of ${of} of it?`, {
    help: `write \`${of}((…)^k)\` or \`(${of}(…))^k\``,
  });
};

/** x^2, M^T, M^-1; from the right: x^y^z is x^(y^z). */
const parsePowers = (cursor: Cursor, base: Surface): Surface => {
  let result = base;
  for (let count = 1; cursor.take('^') !== null; count++) {
    if (count > DEEPEST) complain('E0303', cursor.peek(), `more than ${DEEPEST} powers of powers`);
    if (cursor.at('T')) {
      cursor.next();
      result = { kind: 'transpose', of: result, span: cursor.spanFrom(base.span) };
    } else if (cursor.at('-') && cursor.at('T', 1)) {
      cursor.next();
      cursor.next();
      const span = cursor.spanFrom(base.span);
      result = { kind: 'transpose', of: { kind: 'power', base: result, exponent: minusOne(span), span }, span };
    } else {
      const exponent = cursor.nested(() => parseExponent(cursor));
      result = { kind: 'power', base: result, exponent, span: cursor.spanFrom(base.span) };
    }
  }
  return result;
};

const minusOne = (span: Surface['span']): Surface => ({
  kind: 'number', value: { numerator: -1n, denominator: 1n }, span,
});

const parseExponent = (cursor: Cursor): Surface => {
  const start = cursor.peek();
  const negative = readSigns(cursor);
  const primary = parsePrimary(cursor);
  const term = cursor.at('^') ? parsePowers(cursor, primary) : primary;
  return negative ? { kind: 'sum', terms: [{ negative, term }], span: cursor.spanFrom(start) } : term;
};

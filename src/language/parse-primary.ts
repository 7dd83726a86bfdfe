/**
 * Primaries: numbers, names with their arguments, brackets, bars, and what names its variable in square brackets
 * (`∫[x](e)`, `E[p](e)`, `min[u](e)`).
 */
import type { Cursor } from './cursor.ts';
import type { Token } from './lexer.ts';
import { atBareGradient, parseExpression, parseFactor, parseOperand } from './parser.ts';
import type { Name, Surface } from './surface.ts';
import { DIVIDING_WORDS } from './words.ts';

const STARTS: ReadonlySet<string> = new Set(['(', '{', '∂', '∇', 'Δ', '∫', '|']);

/** Whether a symbol can begin a factor. */
export const startsPrimary = (symbol: string): boolean => STARTS.has(symbol);

/** `evaluates`: whether arguments may follow a bracket, as in (∂t p)(x, T−t). */
export const parsePrimary = (cursor: Cursor, evaluates: boolean = true): Surface => {
  const token = cursor.peek();
  switch (token.kind) {
    case 'number':
      cursor.next();
      return token.value === null ? cursor.unexpected('a number') : { kind: 'number', value: token.value, span: cursor.spanFrom(token) };
    case 'name': return parseNamed(cursor, token);
    case 'symbol':
      if (token.text === '(' || token.text === '{') return parseGroup(cursor, token, evaluates);
      if (token.text === '|') return parseBars(cursor, token);
      if (token.text === '∫') return cursor.next(), parseIntegral(cursor, token);
      if (token.text === '-') {
        return cursor.unexpected('a factor', 'put brackets around what begins with a minus sign');
      }
      return cursor.unexpected('an expression');
    case 'string': case 'latex': case 'end': return cursor.unexpected('an expression');
  }
};

const parseGroup = (cursor: Cursor, open: Token, evaluates: boolean): Surface => {
  cursor.next();
  const closing = open.text === '(' ? ')' : '}';
  const inner = cursor.bracketed(() => parseExpression(cursor));
  if (atBareGradient(cursor)) return parseAdvection(cursor, open, inner);
  if (cursor.at(',') || cursor.at(';')) {
    return cursor.unexpected(`\`${closing}\``, 'only a field, an abbreviation or a bracketed expression takes arguments');
  }
  cursor.expect(closing, 'to close the bracket');
  return evaluates && closing === ')' ? parseEvaluation(cursor, open, inner) : withSpan(inner, cursor, open);
};

/** The span of what is in brackets takes the brackets in, so that carets point at all of it. */
const withSpan = (inner: Surface, cursor: Cursor, open: Token): Surface => ({ ...inner, span: cursor.spanFrom(open) });

/** (v · grad) w, after `v`. */
const parseAdvection = (cursor: Cursor, open: Token, by: Surface): Surface => {
  for (let i = 0; i < 3; i++) cursor.next();
  const of = parseFactor(cursor);
  return { kind: 'advect', by, of, span: cursor.spanFrom(open) };
};

/** (∂t p)(x, T−t), (∂t p)(t = T−t), or the bracket alone. */
const parseEvaluation = (cursor: Cursor, open: Token, inner: Surface): Surface => {
  const of = withSpan(inner, cursor, open);
  const next = cursor.peek();
  if (!cursor.at('(')) return of;
  if (next.binds) {
    const bindings = parseBindings(cursor);
    return { kind: 'rebind', of, bindings, span: cursor.spanFrom(open) };
  }
  const doubtful = next.parts === 1;
  if (doubtful && (next.spaced || !isDerivative(inner) || cursor.tokens[next.close + 1]?.text === '^')) return of;
  const args = parseArguments(cursor);
  return { kind: 'evaluate', of, args, product: doubtful, span: cursor.spanFrom(open) };
};

const isDerivative = (s: Surface): boolean =>
  s.kind === 'partial' || (s.kind === 'prefix' && s.operator !== 'tr' && s.operator !== 'det');

/** (a, b, …) */
export const parseArguments = (cursor: Cursor): Surface[] => {
  cursor.expect('(', 'before the arguments');
  const args = [cursor.bracketed(() => parseExpression(cursor))];
  while (cursor.take(',') !== null || cursor.take(';') !== null) args.push(cursor.bracketed(() => parseExpression(cursor)));
  cursor.expect(')', 'after the arguments');
  return args;
};

const parseBindings = (cursor: Cursor): { name: Name; value: Surface }[] => {
  cursor.expect('(', 'before the arguments');
  const bindings: { name: Name; value: Surface }[] = [];
  do {
    const name = cursor.name('the name of a variable');
    cursor.expect('=', 'after the variable');
    bindings.push({ name, value: cursor.bracketed(() => parseExpression(cursor)) });
  } while (cursor.take(',') !== null);
  cursor.expect(')', 'after the arguments');
  return bindings;
};

/** |v| */
const parseBars = (cursor: Cursor, open: Token): Surface => {
  cursor.next();
  const { inBars } = cursor;
  const of = cursor.bracketed(() => {
    cursor.inBars = true;
    return parseExpression(cursor);
  });
  cursor.inBars = inBars;
  cursor.expect('|', 'to close the bar');
  return { kind: 'bars', of, matrices: true, span: cursor.spanFrom(open) };
};

const parseNamed = (cursor: Cursor, token: Token): Surface => {
  if (DIVIDING_WORDS.has(token.text)) return cursor.unexpected('an expression');
  const special = parseSpecial(cursor, token);
  if (special !== null) return special;
  const name = cursor.name('a name');
  const open = cursor.peek();
  if (open.kind === 'symbol' && open.text === '(' && takesArguments(cursor, name, open)) {
    if (open.binds) {
      const of: Surface = { kind: 'name', name, span: name.span };
      return { kind: 'rebind', of, bindings: parseBindings(cursor), span: cursor.spanFrom(token) };
    }
    return { kind: 'apply', name, args: parseArguments(cursor), span: cursor.spanFrom(token) };
  }
  return { kind: 'name', name, span: name.span };
};

/** `p(…)` without a space are arguments, `p (…)` is a product, unless a comma says otherwise. */
const takesArguments = (cursor: Cursor, name: Name, open: Token): boolean =>
  open.parts > 1 || open.binds ||
  (!open.spaced && (cursor.names.isCallable(name.text) || !cursor.names.isDeclared(name.text)));

/** What has its own way of writing its arguments; null for any other name. */
const parseSpecial = (cursor: Cursor, token: Token): Surface | null => {
  switch (token.text) {
    case 'dot': case 'outer': case 'normal': return parseListed(cursor, token, token.text);
    case 'int': return cursor.next(), parseIntegral(cursor, token);
    case 'min': case 'max': case 'argmin': case 'argmax': return parseOptimum(cursor, token, token.text);
    case 'E': return cursor.at('[', 1) ? parseMean(cursor, token) : null;
    default: return null;
  }
};

const parseListed = (cursor: Cursor, token: Token, word: 'dot' | 'outer' | 'normal'): Surface => {
  cursor.next();
  const args = parseArguments(cursor);
  const [first, second, third] = args;
  const span = cursor.spanFrom(token);
  if (word === 'normal') {
    if (first === undefined || second === undefined || third === undefined || args.length > 3) {
      return cursor.unexpected('three arguments before this', 'write `normal(x; m, v)`');
    }
    return { kind: 'normal', point: first, mean: second, variance: third, span };
  }
  if (first === undefined || second === undefined || args.length > 2) {
    return cursor.unexpected('two arguments before this', `write \`${word}(a, b)\``);
  }
  return { kind: word, left: first, right: second, span };
};

/** ∫[x](e), int[x, y](e) */
const parseIntegral = (cursor: Cursor, start: Token): Surface => {
  if (!cursor.at('[')) return cursor.unexpected('`[`', 'name the variable, as in `∫[x](e)`: the integral is over its whole space');
  cursor.next();
  const variables = [cursor.name('a variable')];
  while (cursor.take(',') !== null) variables.push(cursor.name('a variable'));
  cursor.expect(']', 'after the variable');
  const of = parseOperand(cursor, 'the integral').surface;
  return { kind: 'integral', variables, of, span: cursor.spanFrom(start) };
};

/** min[u](e) */
const parseOptimum = (cursor: Cursor, start: Token, which: 'min' | 'max' | 'argmin' | 'argmax'): Surface => {
  cursor.next();
  if (!cursor.at('[')) return cursor.unexpected('`[`', `name the control, as in \`${which}[u](e)\``);
  cursor.next();
  const control = cursor.name('a control');
  cursor.expect(']', 'after the control');
  const of = parseOperand(cursor, which).surface;
  return { kind: 'optimum', which, control, of, span: cursor.spanFrom(start) };
};

/** E[p](e) */
const parseMean = (cursor: Cursor, start: Token): Surface => {
  cursor.next();
  cursor.next();
  const density = cursor.bracketed(() => parseExpression(cursor));
  cursor.expect(']', 'after the density');
  const of = parseOperand(cursor, 'the expectation').surface;
  return { kind: 'mean', density, of, span: cursor.spanFrom(start) };
};

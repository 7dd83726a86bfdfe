/**
 * Answers of the computer algebra libraries as expressions, by a small parser of its own: numbers, the names v1, v2,
 * …, + − * / ^, brackets and a fixed list of functions. Null for everything else (i, infinity, integrate(…), …).
 */
import type { Expression } from '../../kernel/expression.ts';
import { FUNCTIONS, PI, call, exp, log, minus, num, numberOf, over, plus, pow, times } from '../../kernel/expression.ts';
import { rational } from '../../kernel/rational.ts';
import type { Names } from './names.ts';
import { symbolOf } from './names.ts';

const LONGEST_ANSWER = 6_000;
const DEEPEST = 60;

/** The expression that an answer stands for; null where it cannot be read. */
export const fromNerdamer = (text: string, names: Names): Expression | null => {
  if (text.length > LONGEST_ANSWER) return null;
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  const reader: Reader = { tokens, place: 0, names };
  const e = readSum(reader, DEEPEST);
  return reader.place === tokens.length ? e : null;
};

interface Reader {
  readonly tokens: readonly string[];
  place: number;
  readonly names: Names;
}

const TOKEN = /\s*(\d+(?:\.\d+)?|[A-Za-z][A-Za-z0-9]*|[-+*/^(),])/y;

const tokensOf = (text: string): readonly string[] | null => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return null;
    tokens.push(token);
  }
  return tokens;
};

const takes = (reader: Reader, token: string): boolean => {
  if (reader.tokens[reader.place] !== token) return false;
  reader.place += 1;
  return true;
};

const readSum = (reader: Reader, depth: number): Expression | null => {
  let sum = readProduct(reader, depth);
  while (sum !== null) {
    const isMinus = reader.tokens[reader.place] === '-';
    if (!takes(reader, '+') && !takes(reader, '-')) return sum;
    const next = readProduct(reader, depth);
    sum = next === null ? null : plus(sum, isMinus ? minus(next) : next);
  }
  return null;
};

const readProduct = (reader: Reader, depth: number): Expression | null => {
  let product = readSigned(reader, depth);
  while (product !== null) {
    const isQuotient = reader.tokens[reader.place] === '/';
    if (!takes(reader, '*') && !takes(reader, '/')) return product;
    const next = readSigned(reader, depth);
    product = next === null ? null : isQuotient ? over(product, next) : times(product, next);
  }
  return null;
};

const readSigned = (reader: Reader, depth: number): Expression | null => {
  if (depth === 0) return null;
  if (!takes(reader, '-')) return readPower(reader, depth);
  const e = readSigned(reader, depth - 1);
  return e === null ? null : minus(e);
};

/** e^x is the exponential; powers associate to the right. */
const readPower = (reader: Reader, depth: number): Expression | null => {
  const isEuler = takes(reader, 'e');
  const base = isEuler ? num(1) : readPrimary(reader, depth);
  if (base === null) return null;
  if (!takes(reader, '^')) return isEuler ? exp(num(1)) : base;
  const exponent = readSigned(reader, depth - 1);
  if (exponent === null) return null;
  return isEuler ? exp(exponent) : pow(base, exponent);
};

const readPrimary = (reader: Reader, depth: number): Expression | null => {
  const token = reader.tokens[reader.place];
  if (token === undefined || depth === 0) return null;
  reader.place += 1;
  if (token === '(') {
    const e = readSum(reader, depth - 1);
    return takes(reader, ')') ? e : null;
  }
  if (/^\d/.test(token)) return readNumber(token);
  if (token === 'pi') return PI;
  return takes(reader, '(') ? readCall(reader, token, depth) : symbolOf(token, reader.names);
};

const readNumber = (token: string): Expression => {
  const [whole = '0', decimals = ''] = token.split('.');
  return numberOf(rational(BigInt(whole + decimals), 10n ** BigInt(decimals.length)));
};

const readCall = (reader: Reader, name: string, depth: number): Expression | null => {
  const argument = readSum(reader, depth - 1);
  if (argument === null || !takes(reader, ')')) return null;
  const own = FUNCTIONS.find((f) => f === name && f !== 'Phi');
  return own === undefined ? (FURTHER.get(name)?.(argument) ?? null) : call(own, argument);
};

const one = num(1);
const reciprocal = (e: Expression): Expression => over(one, e);

/** Functions that we have no word for, through those that we have; |e| as e, which is right where e > 0. */
const FURTHER: ReadonlyMap<string, (e: Expression) => Expression> = new Map([
  ['abs', (e: Expression): Expression => e],
  ['sec', (e: Expression): Expression => reciprocal(call('cos', e))],
  ['csc', (e: Expression): Expression => reciprocal(call('sin', e))],
  ['cot', (e: Expression): Expression => over(call('cos', e), call('sin', e))],
  ['sech', (e: Expression): Expression => reciprocal(call('cosh', e))],
  ['csch', (e: Expression): Expression => reciprocal(call('sinh', e))],
  ['coth', (e: Expression): Expression => reciprocal(call('tanh', e))],
  ['asinh', (e: Expression): Expression => log(plus(e, call('sqrt', plus(pow(e, num(2)), one))))],
  ['acosh', (e: Expression): Expression => log(plus(e, call('sqrt', plus(pow(e, num(2)), num(-1)))))],
  ['atanh', (e: Expression): Expression => times(num(1, 2), log(over(plus(one, e), plus(one, minus(e)))))],
]);

/**
 * Operators and functions before what they take: \partial_t, \nabla, \nabla\cdot, \nabla^2, \Delta, \operatorname{tr}, \log, \sin^2.
 *
 * Each takes the bracket that follows at once, or else the next factor with its powers; what follows then is looked at by
 * the table in factor.ts. `\nabla^2` is the Hessian.
 */
import type { FunctionName } from '../../kernel/expression.ts';
import { complain, spanning } from '../complaint.ts';
import type { Span } from '../statement.ts';
import type { Name, PrefixOperator, Surface } from '../surface.ts';
import { isFunctionName } from '../words.ts';
import { refuseComposite } from './composite.ts';
import type { Ending, Factor } from './factor.ts';
import { closed } from './factor.ts';
import { readLetter, readName } from './name.ts';
import { parseFactor } from './parse-factor.ts';
import { opensGroup, parseGroup } from './parse-group.ts';
import { readExponent } from './parse-power.ts';
import type { Place } from './place.ts';

const WORDS: Readonly<Record<string, PrefixOperator>> = {
  grad: 'grad', div: 'div', lap: 'lap', hess: 'hess', Hess: 'hess', jac: 'jac', Jac: 'jac', tr: 'tr', Tr: 'tr', trace: 'tr', det: 'det',
};
const FUNCTIONS: Readonly<Record<string, FunctionName>> = { ln: 'log', arctan: 'atan' };
/** Functions of which `\sin^2 x` is understood. */
const RAISED: ReadonlySet<string> = new Set(['sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh', 'log']);

/** null: no operator and no function begins here. */
export const parsePrefix = (place: Place): Factor | null => {
  const token = place.peek();
  if (token.kind === 'symbol') {
    if (token.text === '∂') return parsePartial(place);
    if (token.text === '∇') return parseNabla(place);
    return token.text === 'Δ' ? parseLaplacian(place) : null;
  }
  if (token.kind === 'word' && place.names.isDeclared(token.text)) return null;
  if (token.kind !== 'word' && token.kind !== 'macro' && token.text !== 'Phi') return null;
  const operator = Object.hasOwn(WORDS, token.text) ? WORDS[token.text] : undefined;
  if (operator !== undefined) return place.next(), finish(place, token, prefix(operator, place.at('_') ? readVariable(place) : null));
  return parseFunction(place);
};

const parseFunction = (place: Place): Factor | null => {
  const token = place.peek();
  const name = FUNCTIONS[token.text] ?? token.text;
  if (!isFunctionName(name) || (token.kind === 'letter' && (place.names.isDeclared(name) || !place.at('(', 1)))) return null;
  if (token.kind === 'macro' && name === 'sqrt') return null;
  place.next();
  const power = place.at('^') ? readPower(place, name) : null;
  const called = finish(place, token, { operator: name, variables: [], wrap: (argument, span) => ({ kind: 'call', function: name, argument, span }), ending: 'function' });
  return power === null ? called : { ...called, surface: { kind: 'power', base: called.surface, exponent: power, span: called.surface.span } };
};

/** The 2 of `\sin^2 x`. */
const readPower = (place: Place, name: string): Surface => {
  const start = place.next();
  const exponent = readExponent(place);
  const whole = exponent.kind === 'number' && exponent.value.denominator === 1n && exponent.value.numerator > 1n;
  if (RAISED.has(name) && whole) return exponent;
  return complain('E0305', spanning(start, exponent.span), `is it a power of ${name}, or its inverse?`, { help: 'put brackets around the function with its argument, and the power behind them' });
};

/** What an operator makes of its operand. */
interface Operation {
  readonly operator: string;
  /** The variables that it differentiates by. */
  readonly variables: readonly string[];
  readonly wrap: (of: Surface, span: Span) => Surface;
  readonly ending: Ending;
}

const prefix = (operator: PrefixOperator, variable: Name | null): Operation => ({
  operator, variables: operator === 'tr' || operator === 'det' ? [] : [variable?.text ?? 'x'],
  wrap: (of, span) => ({ kind: 'prefix', operator, variable, of, span }),
  ending: operator === 'div' ? 'divergence' : operator === 'tr' || operator === 'det' ? 'function' : 'derivative',
});

/** Reads the operand. */
const finish = (place: Place, start: Span, operation: Operation): Factor => {
  const operator = place.spanFrom(start);
  const { factor, bracketed } = readOperand(place, operation, operator);
  const surface = operation.wrap(factor.surface, place.spanFrom(start));
  if (bracketed) return { ...closed(surface), application: null };
  if (factor.application !== null) refuseComposite(place, operation.variables, operator, factor.surface, factor.application);
  const ending = endingOf(operation.ending, factor.ending);
  const inner = ending === 'derivative of a function' ? factor.parts : null;
  const parts = inner === null ? { operator, operand: factor.surface.span } : { operator: spanning(operator, inner.operator), operand: inner.operand };
  return { surface, ending, parts, application: factor.application, barred: false };
};

const endingOf = (own: Ending, inner: Ending): Ending => {
  if (own !== 'derivative') return own;
  return inner === 'function' || inner === 'derivative of a function' ? 'derivative of a function' : inner === 'divergence' ? 'divergence' : 'derivative';
};

const readOperand = (place: Place, { operator, ending }: Operation, span: Span): { readonly factor: Factor; readonly bracketed: boolean } => {
  const token = place.peek();
  if (place.at('-') || place.at('+')) place.unexpected(`what ${place.quote(span)} takes`, 'put brackets around what begins with a sign');
  if (!opensGroup(token)) {
    if (token.kind === 'end') place.unexpected(`what ${place.quote(span)} takes`);
    return { factor: parseFactor(place), bracketed: false };
  }
  const of = parseGroup(place);
  const [o, a] = [place.written(span), place.written(of.span)];
  if (place.at('^')) {
    complain('E0305', spanning(span, place.peek()), `is the power of the bracket, or of \`${o}\` of it?`, { help: `write \`${o}\\bigl(${a}^…\\bigr)\` or \`\\bigl(${o}${a}\\bigr)^…\`` });
  }
  if (place.at('(') && !place.peek().apart && ending !== 'function' && operator !== 'tr') {
    complain('E0305', spanning(span, place.peek()), 'is the second bracket a factor, or the place where the derivative is taken?', { help: `write \`\\bigl(${o}${a}\\bigr)(…)\` for the value there` });
  }
  return { factor: closed(of), bracketed: true };
};

// ── Derivatives ──────────────────────────────────────────────────────────────────────────────────────────────

/** \nabla e, \nabla_y e, \nabla\cdot v, \nabla^2 e */
const parseNabla = (place: Place): Factor => {
  const start = place.next();
  let variable = place.at('_') ? readVariable(place) : null;
  const twice = place.at('^') ? readTwice(place) : false;
  if (variable === null && place.at('_')) variable = readVariable(place);
  if (twice) return finish(place, start, prefix('hess', variable));
  if (place.take('·') !== null) return finish(place, start, prefix('div', variable));
  return finish(place, start, gradient(variable));
};

/** ∇ of a gradient, or of x, is a symmetric matrix, so that nobody need ask which index is which; of any other vector it is
 *  refused. */
const gradient = (variable: Name | null): Operation => ({
  ...prefix('grad', variable), wrap: (of, span) => ({ kind: 'prefix', operator: isGradient(of, variable) ? 'jac' : 'grad', variable, of, span }),
});

const isGradient = (s: Surface, variable: Name | null): boolean => {
  if (s.kind === 'sum') return s.terms.every(({ term }) => isGradient(term, variable));
  if (s.kind === 'partial') return isGradient(s.of, variable);
  if (s.kind === 'name') return s.name.text === (variable?.text ?? 'x');
  return s.kind === 'prefix' && s.operator === 'grad' && (s.variable?.text ?? 'x') === (variable?.text ?? 'x');
};

const readTwice = (place: Place): true => {
  const start = place.next();
  const exponent = readExponent(place);
  if (exponent.kind === 'number' && exponent.value.numerator === 2n && exponent.value.denominator === 1n) return true;
  return complain('E0109', spanning(start, exponent.span), '`\\nabla` has the power 2 only, the Hessian', { help: 'the Laplacian is `\\Delta`, the Jacobian `\\operatorname{jac}`' });
};

const parseLaplacian = (place: Place): Factor => {
  const start = place.next();
  if (place.names.isDeclared('Delta')) complain('E0305', start, 'the Laplacian, or the declared `Delta`?', { help: 'write `\\nabla\\cdot\\nabla` or `\\varDelta`' });
  return finish(place, start, prefix('lap', place.at('_') ? readVariable(place) : null));
};

/** _v, _{v_1} */
const readVariable = (place: Place): Name => {
  place.next();
  if (place.take('{') === null) return readLetter(place);
  const name = readName(place);
  place.expect('}', 'after the variable');
  return name;
};

/** \partial_t, \partial_x^2, \partial_{xv}, \partial_q\partial_v */
const parsePartial = (place: Place): Factor => {
  const start = place.next();
  const first = place.at('^') ? readOrder(place) : null;
  if (!place.at('_')) return place.unexpected('the variable of a derivative, as in `\\partial_t`');
  const variables = readVariables(place);
  const order = first ?? (place.at('^') ? readOrder(place) : null);
  const [only] = variables;
  if (order !== null && variables.length > 1 && order !== variables.length) complain('E0109', place.spanFrom(start), `a derivative of order ${order} by ${variables.length} variables`);
  const all = order !== null && variables.length === 1 && only !== undefined ? Array.from({ length: order }, () => only) : variables;
  return finish(place, start, partial(all));
};

export const partial = (variables: readonly Name[]): Operation => ({
  operator: '∂', variables: variables.map((v) => v.text), ending: 'derivative',
  wrap: (of, span) => variables.reduceRight((inner: Surface, variable): Surface => ({ kind: 'partial', variable, of: inner, span }), of),
});

export const finishPartial = (place: Place, start: Span, variables: readonly Name[]): Factor => finish(place, start, partial(variables));

const readVariables = (place: Place): readonly Name[] => {
  place.next();
  if (place.take('{') === null) return [readLetter(place)];
  const names: Name[] = [];
  do names.push(readName(place)); while (!place.at('}') && place.peek().kind !== 'end');
  place.expect('}', 'after the variables');
  return names;
};

const HIGHEST = 20n;

/** The order of a derivative, after `^`. */
export const readOrder = (place: Place): number => {
  const start = place.next();
  const exponent = readExponent(place);
  if (exponent.kind === 'number' && exponent.value.denominator === 1n && exponent.value.numerator > 0n && exponent.value.numerator <= HIGHEST) return Number(exponent.value.numerator);
  return complain('E0109', spanning(start, exponent.span), `the order of a derivative is a number from 1 to ${HIGHEST}`);
};

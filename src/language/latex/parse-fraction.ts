/**
 * Fractions: \frac{a}{b}, \tfrac12, \frac ab; and derivatives that are written as fractions,
 * \frac{\partial p}{\partial t}, \frac{\partial^2}{\partial x^2} p.
 */
import { complain, spanning } from '../complaint.ts';
import type { Name, Surface } from '../surface.ts';
import { refuseComposite } from './composite.ts';
import type { Factor } from './factor.ts';
import { closed } from './factor.ts';
import { readName } from './name.ts';
import { parseFactor } from './parse-factor.ts';
import { beginsDifferential } from './parse-integral.ts';
import { evaluated } from './parse-group.ts';
import { finishPartial, partial, readOrder } from './parse-operator.ts';
import { readSingle, refusePower } from './parse-power.ts';
import { readSum } from './parse-sum.ts';
import type { Place } from './place.ts';
import type { LatexToken } from './token.ts';

export const atFraction = (token: LatexToken): boolean => token.kind === 'macro' && /^[td]?frac$/.test(token.text);

export const parseFraction = (place: Place): Factor => {
  const start = place.next();
  if (place.at('{') && place.at('∂', 1) && !place.at('_', 2) && !(place.at('^', 2) && isLowered(place))) return parseDerivative(place, start);
  if (place.at('{') && beginsDifferential(place, 1)) refuseTotal(place, start);
  const above = readArgument(place);
  const below = readArgument(place);
  const span = place.spanFrom(start);
  return closed(refusePower(place, { kind: 'product', factors: [{ divides: false, factor: above }, { divides: true, factor: below }], span }));
};

/** Whether the variable of `{\partial^2_x` stands after the order. */
const isLowered = (place: Place): boolean => {
  const { close } = place.peek(3);
  const after = place.tokenAt(close >= 0 ? close + 1 : place.position + 4);
  return after.kind === 'symbol' && after.text === '_';
};

/** A group, or one digit or letter. */
const readArgument = (place: Place): Surface => {
  const token = place.peek();
  if (place.take('{') === null) return readSingle(place, token);
  const { surface } = place.bracketed(() => readSum(place));
  place.expect('}', 'after what stands above or below a line');
  return surface;
};

const refuseTotal = (place: Place, start: LatexToken): never => {
  const { close } = place.peek();
  const below = place.tokenAt(close + 1).close;
  return complain('E0305', spanning(start, place.tokenAt(Math.max(close, below))), 'a partial derivative, or the total one along a path?', {
    help: 'the partial derivative is written with `\\partial`; the total one is a claim: `d(…) = … along X`',
  });
};

// ── Derivatives ──────────────────────────────────────────────────────────────────────────────────────────────

/** After `\frac`, at the brace before `\partial`. */
const parseDerivative = (place: Place, start: LatexToken): Factor => {
  place.next();
  const sign = place.next();
  const order = place.at('^') ? readOrder(place) : 1;
  const above = place.at('}') ? null : readAbove(place, start);
  place.expect('}', 'above the line of a derivative');
  const variables = readBelow(place);
  const line = place.spanFrom(start);
  if (variables.length !== order) complain('E0109', line, `a derivative of order ${order} by ${variables.length} variable${variables.length === 1 ? '' : 's'}`);
  if (above === null) return finishPartial(place, start, variables);
  if (above.application !== null) refuseComposite(place, variables.map((v) => v.text), { start: sign.start, end: sign.end }, above.surface, above.application);
  const surface = refusePower(place, partial(variables).wrap(above.surface, line));
  const open = place.peek();
  return closed(place.at('(') && (open.parts > 1 || !open.apart) ? evaluated(place, surface, open.parts === 1) : surface);
};

/** What is differentiated, up to the brace: a product may stand there, a sum needs brackets. */
const readAbove = (place: Place, start: LatexToken): Factor => place.bracketed(() => {
  const { position } = place;
  if (place.at('-') || place.at('+')) place.unexpected('what is differentiated', 'put brackets around what begins with a sign');
  const first = parseFactor(place);
  if (place.at('}')) return first;
  place.position = position;
  const { surface, isSum } = readSum(place);
  if (isSum) complain('E0305', spanning(start, surface.span), 'is all of the sum differentiated?', { help: 'put brackets around it' });
  return { ...closed(surface), application: null };
});

/** {\partial x^2\,\partial v}: the variables, each as often as it is differentiated by. */
const readBelow = (place: Place): readonly Name[] => {
  place.expect('{', 'before the variables of a derivative');
  const names: Name[] = [];
  do {
    place.expect('∂', 'before the variable of a derivative');
    const name = readName(place);
    const times = place.at('^') ? readOrder(place) : 1;
    for (let i = 0; i < times; i++) names.push(name);
  } while (place.at('∂'));
  place.expect('}', 'after the variables of a derivative');
  return names;
};

/**
 * What stands in brackets: a group, (v · ∇)w, an inner product ⟨a, b⟩, the arguments of a function, and the value of a
 * bracketed expression elsewhere, (∂_t p)(x, T−t).
 */
import { complain, spanning } from '../complaint.ts';
import type { Surface } from '../surface.ts';
import { surfaceParts } from '../surface.ts';
import { rebound } from './parse-bar.ts';
import { parseFactor } from './parse-factor.ts';
import { parseSum } from './parse-sum.ts';
import type { Place } from './place.ts';
import type { LatexToken } from './token.ts';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '\\{': '\\}' };

export const opensGroup = (token: LatexToken): boolean => token.kind === 'symbol' && Object.hasOwn(CLOSING, token.text);

/** Whether the `\cdot\nabla)` of (v · ∇)w stands here. */
export const atBareGradient = (place: Place): boolean => place.at('·') && place.at('∇', 1) && place.at(')', 2);

/** (e), [e], \{e\}; the span takes the brackets in. */
export const parseGroup = (place: Place): Surface => {
  const open = place.next();
  const closing = CLOSING[open.text] ?? ')';
  const inner = place.bracketed(() => parseSum(place));
  if (atBareGradient(place)) return parseAdvection(place, open, inner);
  if (place.at(',') || place.at(';')) return place.unexpected(`\`${closing}\``, 'only a declared function or a bracketed expression takes arguments');
  place.expect(closing, 'to close the bracket');
  return { ...inner, span: place.spanFrom(open) };
};

const parseAdvection = (place: Place, open: LatexToken, by: Surface): Surface => {
  for (let i = 0; i < 3; i++) place.next();
  const of = parseFactor(place).surface;
  return { kind: 'advect', by, of, span: place.spanFrom(open) };
};

/** A bracket, and the arguments after it where it is taken elsewhere. */
export const parseBracket = (place: Place): Surface => {
  const of = parseGroup(place);
  const open = place.peek();
  if (!place.at('(') || of.kind === 'advect') return of;
  if (open.parts > 1) return evaluated(place, of, false);
  if (open.apart || !isTakenElsewhere(place, of)) return refuseSingle(place, of), of;
  const after = place.tokenAt(open.close + 1);
  if (after.kind === 'symbol' && after.text === '^') {
    complain('E0305', spanning(of.span, after), 'is the power of the last bracket, or of the value there?', { help: 'put brackets around all that the power is of' });
  }
  return evaluated(place, of, true);
};

/**
 * Whether (∂_t g)(T−t) is the value of the derivative of a function of one variable there. With more variables, or with
 * none, a bracket of one part is a factor; with one it is doubtful where no function stands by itself.
 */
const isTakenElsewhere = (place: Place, of: Surface): boolean => {
  const derivative = of.kind === 'partial' || (of.kind === 'prefix' && of.operator !== 'tr' && of.operator !== 'det');
  if (!derivative && of.kind !== 'call') return false;
  const head = headOf(of);
  if (slotsIn(place, head).size !== 1) return false;
  if (derivative && head.kind === 'name') return true;
  return complain('E0305', spanning(of.span, place.peek()), `is ${place.quote(of.span)} taken there, or multiplied by the bracket?`, {
    help: 'put `\\,` before the bracket for the product, and write `|_{t=…}` for the value elsewhere',
  });
};

/** p of ∇ log p. */
const headOf = (s: Surface): Surface =>
  (s.kind === 'partial' || s.kind === 'prefix' ? headOf(s.of) : s.kind === 'call' ? headOf(s.argument) : s);

/** The variables of the functions in it. */
const slotsIn = (place: Place, surface: Surface): ReadonlySet<string> => {
  const slots = new Set<string>();
  const stack = [surface];
  for (let s; (s = stack.pop()) !== undefined;) {
    if (s.kind === 'apply' || s.kind === 'name') for (const slot of place.names.slotsOf(s.name.text)) slots.add(slot);
    for (const part of surfaceParts(s)) stack.push(part);
  }
  return slots;
};

export const evaluated = (place: Place, of: Surface, product: boolean): Surface => {
  const args = parseArguments(place);
  return { kind: 'evaluate', of, args, product, span: place.spanFrom(of.span) };
};

/** Brackets around a single name are arguments to any reader: `a(t)` with a constant a is hardly meant as a product. */
export const refuseSingle = (place: Place, of: Surface): void => {
  const open = place.peek();
  if (!place.at('(') || open.apart || open.close !== place.position + 2) return;
  const [function_, argument] = [place.quote(of.span), place.written(place.peek(1))];
  complain('E0305', spanning(of.span, place.tokenAt(open.close)), `is ${function_} a function of \`${argument}\`, or multiplied by it?`, {
    help: `for the product write \`${place.written(of.span)}\\,${argument}\`; a function is declared with its variables`,
  });
};

/** (x, T-t) */
export const parseArguments = (place: Place): readonly Surface[] => {
  place.expect('(', 'before the arguments');
  const args = [place.bracketed(() => parseSum(place))];
  while (place.take(',') !== null || place.take(';') !== null) args.push(place.bracketed(() => parseSum(place)));
  place.expect(')', 'after the arguments');
  return args;
};

/** ⟨a, b⟩ */
export const parseInner = (place: Place): Surface => {
  const open = place.next();
  const left = place.bracketed(() => parseSum(place));
  place.expect(',', 'between the two vectors of an inner product');
  const right = place.bracketed(() => parseSum(place));
  place.expect('⟩', 'after an inner product');
  return { kind: 'dot', left, right, span: place.spanFrom(open) };
};

/** \left. e \right|_{t=0} */
export const parseInvisible = (place: Place): Surface => {
  place.next();
  const inner = place.bracketed(() => {
    place.bars = { sign: '|', sided: true };
    return parseSum(place);
  });
  if (!place.at('|') || place.peek().side !== 'close') return place.unexpected('`\\right|`');
  return rebound(place, inner);
};

/** Braces are not seen in print, so that what stands in them must hold together by itself. */
export const parseBraces = (place: Place): Surface => {
  const open = place.next();
  if (place.at('}')) complain('E0109', spanning(open, place.peek()), 'there is nothing between the braces');
  const inner = place.bracketed(() => parseSum(place));
  place.expect('}', 'to close the brace');
  const span = place.spanFrom(open);
  if (inner.kind === 'sum' || inner.kind === 'product' || inner.kind === 'join') {
    complain('E0305', span, 'braces are not seen in print', { help: 'write brackets: `(…)`' });
  }
  return inner;
};

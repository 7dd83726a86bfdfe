/**
 * Bars: |v|, \lVert v\rVert, and the bar of the value elsewhere, e|_{t=T-t}.
 */
import { complain, spanning } from '../complaint.ts';
import type { Name, Surface } from '../surface.ts';
import type { Factor } from './factor.ts';
import { readName } from './name.ts';
import { parseSum } from './parse-sum.ts';
import type { Place } from './place.ts';

/** Whether the bar that stands here closes the bars that are open. */
export const isClosingBar = (place: Place): boolean => {
  const { bars } = place;
  const token = place.peek();
  return bars !== null && place.at(bars.sign) && (bars.sided ? token.side === 'close' : token.side === null);
};

/** |v|, ‖v‖ */
export const parseBars = (place: Place): Surface => {
  const open = place.next();
  const of = place.bracketed(() => {
    place.bars = { sign: open.text, sided: open.side === 'open' };
    const inner = parseSum(place);
    if (!isClosingBar(place)) place.unexpected(`\`${open.side === 'open' ? '\\r' : ''}${open.text === '|' ? 'vert' : 'Vert'}\` to close the bar`);
    return inner;
  });
  place.next();
  const span = place.spanFrom(open);
  if (place.at('_')) complain('E0109', spanning(open, place.peek()), 'bars with a subscript have no meaning here', { help: '`|v|^2` is v·v' });
  return { kind: 'bars', of, matrices: false, span };
};

/** The value of a whole factor elsewhere, where the bar with its subscript follows: ∂_t p|_{t=0} is (∂_t p)(x, 0). */
export const withBar = (place: Place, factor: Factor): Factor => {
  let { surface } = factor;
  while (place.at('|') && place.at('_', 1) && !isClosingBar(place)) surface = rebound(place, surface);
  return surface === factor.surface ? factor : { surface, ending: 'closed', parts: null, application: null, barred: true };
};

/** Reads `|_{t=T-t, x=y}`. */
export const rebound = (place: Place, of: Surface): Surface => {
  place.next();
  if (!place.at('_')) return place.unexpected('`_{t = …}` after the bar');
  const subscript = place.next();
  place.expect('{', 'around the values of the variables, as in `|_{t=0}`');
  const bindings = place.bracketed(() => readBindings(place));
  place.expect('}', 'after the values of the variables');
  return { kind: 'rebind', of, bindings, span: spanning(of.span, { start: subscript.start, end: place.last().end }) };
};

const readBindings = (place: Place): readonly { readonly name: Name; readonly value: Surface }[] => {
  const bindings: { name: Name; value: Surface }[] = [];
  do {
    const name = readName(place);
    place.expect('=', 'after the variable');
    bindings.push({ name, value: parseSum(place) });
  } while (place.take(',') !== null);
  return bindings;
};

/**
 * `\partial_t p(x, T-t)`: the derivative of the composite, or ∂_t p at (x, T−t)? They differ by a sign, so it is refused
 * unless both readings are the same: where the variable stands in its own slot, and nowhere else.
 */
import { complain, spanning } from '../complaint.ts';
import type { Names } from '../cursor.ts';
import type { Span } from '../statement.ts';
import type { Surface } from '../surface.ts';
import { surfaceNames, surfaceParts } from '../surface.ts';
import { joined } from './factor.ts';
import type { Place } from './place.ts';

type Application = Surface & { kind: 'apply' };

/** `of` is what the operator takes, and ends in the application. */
export const refuseComposite = (place: Place, variables: readonly string[], operator: Span, of: Surface, application: Application): void => {
  const variable = variables.find((name) => isDoubtful(place.names, application, name));
  if (variable === undefined) return;
  const [o, whole] = [place.written(operator), place.written(of.span)];
  const args = place.written({ start: application.name.span.end, end: application.span.end });
  const head = place.written({ start: of.span.start, end: application.name.span.end });
  complain('E0305', spanning(operator, of.span), 'is it the derivative of the composite, or the derivative, taken there?', {
    help: `write \`${o}\\bigl(${whole}\\bigr)\` for the composite, or \`(${joined(o, head)})${args}\` for the value there`,
  });
};

const isDoubtful = (names: Names, { name, args }: Application, variable: string): boolean => {
  const slot = names.slotsOf(name.text).indexOf(variable);
  const own = args[slot];
  if (own === undefined) return false;
  const plain = own.kind === 'name' && own.name.text === variable;
  return !plain || args.some((arg, i) => i !== slot && dependsOn(names, arg, variable));
};

const dependsOn = (names: Names, surface: Surface, variable: string): boolean => {
  const stack = [surface];
  for (let s; (s = stack.pop()) !== undefined;) {
    if (surfaceNames(s).some((name) => names.dependsOn(name.text, variable))) return true;
    for (const part of surfaceParts(s)) stack.push(part);
  }
  return false;
};

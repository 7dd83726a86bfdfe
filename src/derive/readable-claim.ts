/**
 * Equations in an author's form: what a substitution gives, and the same as one would write it.
 *
 * The readable form is proposed by search; it is used only where the kernel proves that it is the same, as an identity
 * that uses no equation of the document.
 */
import { subexpressions } from '../calculus/dependence.ts';
import { isZeroTerm } from '../calculus/equation.ts';
import { isWrittenAlike } from '../calculus/sameness.ts';
import type { Expression } from '../kernel/expression.ts';
import { shapeOf } from '../kernel/expression.ts';
import { printExpression } from '../render/text.ts';
import { readable } from '../search/readable.ts';
import type { Statement } from './derivation.ts';
import { formulaText } from './formula-text.ts';
import type { Setting } from './setting.ts';

/** How far products are differentiated: see search/readable.ts. */
export type Expansion = 'explicit' | 'products' | 'nothing';

/** The same expression in a readable form; itself where there is none that the kernel proves. */
export const readableForm = (setting: Setting, e: Expression, expand: Expansion = 'explicit'): Expression => {
  const forms = known.get(setting) ?? new Map<string, Expression>();
  known.set(setting, forms);
  const key = `${expand} ${shapeOf(e).join()} ${printExpression(e)}`;
  const form = forms.get(key) ?? newForm(setting, e, expand);
  forms.set(key, form);
  return form;
};

/** In one document a text of one shape means one thing. */
const known = new WeakMap<Setting, Map<string, Expression>>();

const newForm = (setting: Setting, e: Expression, expand: Expansion): Expression => {
  const proposed = nameableForm(setting, e, expand);
  if (proposed === null) return e;
  if (isWrittenAlike(proposed, e) || (!isZeroTerm(proposed) && isReordered(printExpression(proposed), printExpression(e)))) return e;
  return setting.proves(e, proposed, { hypotheses: [] }) || setting.proves(e, proposed) ? proposed : e;
};

/** Where the number of components cannot be named, the form in which divergences are not taken; null: nor that one. */
const nameableForm = (setting: Setting, e: Expression, expand: Expansion): Expression | null =>
  [expand, 'nothing' as const].map((way) => readable(e, { dimension: setting.document.dimension, expand: way })).find((form) => isNameable(setting, form)) ?? null;

/** The number of components is written n, which the derivation's document declares unless it is another symbol's name. */
export const isNameable = ({ document }: Pick<Setting, 'document'>, e: Expression): boolean => {
  for (const part of subexpressions(e)) {
    if (part.kind === 'dimension' && (part.space !== 'n' || document.symbols.has('n'))) return false;
  }
  return true;
};

/** p f for f p is no news. */
const isReordered = (a: string, b: string): boolean => a.length === b.length && [...a].sort().join('') === [...b].sort().join('');

export interface ReadableOptions {
  /** The rule or hypothesis by which left = right. */
  readonly by?: string;
  readonly expand?: Expansion;
  readonly name?: string;
}

/** left = right, and = its readable form where that is another one: a chain of which every link is proved. */
export const readableClaim = (setting: Setting, left: Expression, right: Expression, options: ReadableOptions = {}): Statement => {
  const first = `${formulaText(right)}${options.by === undefined ? '' : ` by ${options.by}`}`;
  const last = formulaText(readableForm(setting, right, options.expand));
  const links = last === formulaText(right) ? [first] : [first, last];
  return { ...(options.name === undefined ? {} : { name: options.name }), text: chain(formulaText(left), links) };
};

/** `A = B = C`, a line each where that is long. */
export const chain = (first: string, links: readonly string[]): string => {
  const line = [first, ...links].join(' = ');
  return line.length <= 80 || links.length < 2 ? line : `${first}\n${links.map((link) => `  = ${link}`).join('\n')}`;
};

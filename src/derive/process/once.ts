/**
 * What several steps of a derivation share, and a document may declare but once: it comes with its declarations the
 * first time it is asked for.
 */
import { dependsOn } from '../../calculus/dependence.ts';
import type { Expression, Field, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE, field, parameter, partsOf, shapeOf, use } from '../../kernel/expression.ts';
import type { Process } from '../../language/statement.ts';
import { formulaText } from '../formula-text.ts';
import type { Setting } from '../setting.ts';

/** An expression, and the statements that must come before it is used. */
export interface Named {
  readonly expression: Expression;
  readonly declarations: readonly string[];
}

const shared = new WeakMap<Setting, Map<string, Named>>();

export const once = (setting: Setting, key: string, make: () => Named): Named => {
  const all = shared.get(setting) ?? new Map<string, Named>();
  shared.set(setting, all);
  const old = all.get(key);
  if (old !== undefined) return { ...old, declarations: [] };
  const made = make();
  all.set(key, made);
  return made;
};

/** What was already asked for under that key; null: not yet. */
export const known = (setting: Setting, key: string): Expression | null => shared.get(setting)?.get(key)?.expression ?? null;

/** `q,v,t` */
export const namesOf = (variables: readonly Variable[]): string => variables.map((v) => v.name).join(',');

/**
 * `let s = grad log p`: a short name for a formula. Its slots are written where they are others than x and t, whose
 * order is known without.
 */
export const abbreviation = (name: string, slots: readonly Variable[], value: Expression): Named & { readonly value: Expression } => {
  const isPlain = ['', 'x', 't', 'x,t'].includes(namesOf(slots));
  return {
    value, expression: use(field(name, slots, { shape: shapeOf(value) })),
    declarations: [`let ${name}${isPlain ? '' : `(${namesOf(slots)})`} = ${formulaText(value)}`],
  };
};

/** A new scalar field, or a vector field like `like`, with its declaration. */
export const newField = (setting: Setting, wishes: readonly [string, ...string[]], slots: readonly Variable[], more: { readonly positive?: true; readonly vector?: string } = {}): { readonly field: Field } & Named => {
  const name = setting.names.fresh(...wishes);
  const isFlat = setting.document.dimension === 1 && more.vector === 'n';
  const made = field(name, slots, {
    ...(more.positive === true ? { sign: 'positive' } : {}), ...(more.vector === undefined || isFlat ? {} : { shape: [more.vector] }),
  });
  const type = more.vector === undefined || isFlat ? '' : more.vector === 'n' ? ': vector' : `: vector(${more.vector})`;
  return { field: made, expression: use(made), declarations: [`field ${name}(${namesOf(slots)})${type}${more.positive === true ? ' > 0' : ''}`] };
};

/** A smooth function to test with, the same wherever one of these slots is needed. */
export const testFunction = (setting: Setting, wishes: readonly [string, ...string[]], slots: readonly Variable[]): Named =>
  once(setting, `test ${wishes[0]}(${namesOf(slots)})`, () => newField(setting, wishes, slots));

/** A real constant with nothing known of it. */
export const newParameter = (setting: Setting, ...wishes: readonly [string, ...string[]]): Named =>
  once(setting, `parameter ${wishes[0]}`, () => {
    const name = setting.names.fresh(...wishes);
    return { expression: use(parameter(name)), declarations: [`param ${name}`] };
  });

/**
 * The horizon: the declared parameter T, or a new one where there is none, or where T means something else. Declared by
 * another name it is named after `at`.
 */
export const horizonOf = (setting: Setting): Named & { readonly clause: string } => {
  const declared = setting.document.symbols.get('T');
  const named = declared?.kind === 'parameter' && declared.shape.length === 0 && !isCoefficient(setting, 'T')
    ? { expression: use(declared), declarations: [] }
    : newParameter(setting, 'T', 'S', 'horizon');
  const name = named.expression.kind === 'parameter' ? named.expression.parameter.name : 'T';
  return { ...named, clause: name === 'T' ? '' : ` at ${name}` };
};

/** Is a parameter something else than a time in the coefficients of a process: √(2 T), but not y/(T − t)? */
const isCoefficient = ({ document }: Setting, name: string): boolean =>
  document.declarations.filter((d): d is Process => d.kind === 'process').flatMap(({ blocks }) => blocks)
    .some((block) => [block.drift, ...block.noises.map((noise) => noise.coefficient)].some((e) => occursAlone(e, name)));

const occursAlone = (e: Expression, name: string): boolean => {
  if (e.kind === 'parameter') return e.parameter.name === name;
  if (e.kind === 'add' && e.terms.some((term) => dependsOn(term, T_VARIABLE))) return e.terms.some((term) => term.kind !== 'parameter' && occursAlone(term, name));
  return partsOf(e).some((part) => occursAlone(part, name));
};

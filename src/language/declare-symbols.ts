/**
 * `dimension`, `param`, `field`, `variable`, `control`: names of numbers, functions and variables. Several of a kind
 * may be declared in one line: `param a, b > 0`, `field f(x,t), g(x,t): vector`.
 */
import { controlVariable, coordinate, field, parameter } from '../kernel/expression.ts';
import type { Field, Sign, Variable } from '../kernel/expression.ts';
import { complain } from './complaint.ts';
import type { Cursor } from './cursor.ts';
import type { Type } from './read-type.ts';
import { readSign, readSlots, readType, SCALAR } from './read-type.ts';
import type { Scope } from './scope.ts';
import type { Name } from './surface.ts';

const LARGEST_DIMENSION = 16;

/** dimension 2, dimension n */
export const declareDimension = (cursor: Cursor, scope: Scope): void => {
  const token = cursor.peek();
  if (scope.size > 0 || scope.dimension !== null) {
    complain('E0501', token, '`dimension` comes before every other declaration, and once');
  }
  if (token.kind !== 'number') {
    const name = cursor.name('a number, or a name for the dimension');
    scope.declare(name, { kind: 'dimension', space: 'n' });
    return;
  }
  cursor.next();
  const value = token.value;
  if (value === null || value.denominator !== 1n || value.numerator < 1n || value.numerator > BigInt(LARGEST_DIMENSION)) {
    complain('E0501', token, `the dimension is a whole number from 1 to ${LARGEST_DIMENSION}`, {
      help: 'without this line a claim is about every dimension',
    });
  }
  scope.setDimension(Number(value?.numerator));
};

interface Item {
  readonly name: Name;
  readonly slots: readonly Variable[];
  readonly sign: Sign;
}

/** name[(slots)] [sign], …: type */
const readItems = (cursor: Cursor, scope: Scope, slots: boolean): { items: Item[]; type: Type } => {
  const items: Item[] = [];
  do {
    const name = cursor.name('a name');
    scope.mayDeclare(name);
    if (items.some((i) => i.name.text === name.text)) complain('E0202', name.span, `\`${name.text}\` stands here twice`);
    const own = slots && cursor.at('(') ? readSlots(cursor, scope) : [];
    items.push({ name, slots: own, sign: readSign(cursor) });
  } while (cursor.take(',') !== null);
  const colon = cursor.take(':');
  const type = colon === null ? SCALAR : readType(cursor, scope);
  const signed = items.find((i) => i.sign !== 'any');
  if (signed !== undefined && type.shape.length > 0) {
    complain('E0403', signed.name.span, `only a scalar has a sign, but \`${signed.name.text}\` is a vector or a matrix`, {
      help: 'a positive definite matrix is declared as `positive matrix`',
    });
  }
  return { items, type };
};

/** Under `dimension 1` a positive matrix is a positive scalar. */
const signOf = (item: Item, positiveMatrix: boolean): Sign => (positiveMatrix ? 'positive' : item.sign);

const isPositiveMatrix = (cursor: Cursor, scope: Scope): boolean => scope.flat && cursor.finds('positive');

/** param a, b > 0; param R: positive matrix */
export const declareParameters = (cursor: Cursor, scope: Scope): void => {
  const positive = isPositiveMatrix(cursor, scope);
  const { items, type } = readItems(cursor, scope, false);
  cursor.expectEnd();
  for (const item of items) {
    const { shape, symmetry } = type;
    scope.declare(item.name, {
      kind: 'symbol', symbol: parameter(item.name.text, { shape, symmetry, sign: signOf(item, positive) }),
    });
  }
};

/** field p(x,t) > 0; field f(x,t): vector */
export const declareFields = (cursor: Cursor, scope: Scope, fields: Map<string, Field>): void => {
  const positive = isPositiveMatrix(cursor, scope);
  const { items, type } = readItems(cursor, scope, true);
  cursor.expectEnd();
  for (const item of items) {
    if (item.slots.length === 0) {
      complain('E0405', item.name.span, `\`${item.name.text}\` is declared as a field, but depends on nothing`, {
        help: `write \`field ${item.name.text}(x,t)\`, or \`param ${item.name.text}\` for a constant`,
      });
    }
    const { shape, symmetry } = type;
    const symbol = field(item.name.text, item.slots, { shape, symmetry, sign: signOf(item, positive) });
    scope.declare(item.name, { kind: 'symbol', symbol });
    fields.set(symbol.name, symbol);
  }
};

/** variable y: vector; variable v */
export const declareVariables = (cursor: Cursor, scope: Scope): void => {
  const { items, type } = readItems(cursor, scope, false);
  cursor.expectEnd();
  checkVariables(items, type);
  for (const { name } of items) {
    scope.declare(name, { kind: 'symbol', symbol: coordinate(name.text, type.shape[0] ?? null) });
  }
};

const checkVariables = (items: readonly Item[], type: Type): void => {
  for (const { name, sign } of items) {
    if (type.shape.length > 1) complain('E0403', name.span, `a variable is a scalar or a vector, not a matrix`);
    if (sign !== 'any') {
      complain('E0301', name.span, 'a variable has no sign', { help: `a claim may say \`where ${name.text} > 0\`` });
    }
  }
};

/** control u: vector(m); control pi(a): density */
export const declareControls = (cursor: Cursor, scope: Scope, fields: Map<string, Field>): void => {
  if (cursor.at('(', 1)) return declareControlDensity(cursor, scope, fields);
  const { items, type } = readItems(cursor, scope, false);
  cursor.expectEnd();
  checkVariables(items, type);
  for (const { name } of items) {
    scope.declare(name, { kind: 'symbol', symbol: controlVariable(name.text, type.shape[0] ?? null) });
  }
};

/** A density of a control: a positive function that integrates to one. Its variable is declared with it. */
const declareControlDensity = (cursor: Cursor, scope: Scope, fields: Map<string, Field>): void => {
  const name = cursor.name('a name');
  scope.mayDeclare(name);
  const action = cursor.peek(1);
  if (action.kind === 'name' && !scope.isDeclared(action.text)) {
    scope.declare({ text: action.text, span: action }, { kind: 'symbol', symbol: coordinate(action.text, null) });
  }
  const slots = readSlots(cursor, scope);
  cursor.expect(':', 'before `density`');
  if (!readType(cursor, scope).density) complain('E0301', cursor.last(), 'a control that depends on something is a `density`');
  cursor.expectEnd();
  const symbol = field(name.text, slots, { sign: 'positive' });
  scope.declare(name, { kind: 'symbol', symbol });
  scope.addControlDensity(symbol);
  fields.set(symbol.name, symbol);
};

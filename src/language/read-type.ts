/**
 * Types and slots as declarations write them: `vector(m)`, `positive matrix`, `> 0`, `(x, t)`.
 */
import type { Shape, Sign, Space, Symmetry, Variable } from '../kernel/expression.ts';
import { complain } from './complaint.ts';
import type { Cursor } from './cursor.ts';
import type { Scope } from './scope.ts';

export interface Type {
  readonly shape: Shape;
  readonly symmetry: Symmetry;
  readonly density: boolean;
}

export const SCALAR: Type = { shape: [], symmetry: 'none', density: false };

const SYMMETRIES: readonly Symmetry[] = ['symmetric', 'antisymmetric', 'positive'];

/** The type after `:`. Under `dimension 1` all of them are scalars. */
export const readType = (cursor: Cursor, scope: Scope): Type => {
  const word = cursor.name('a type: scalar, vector, matrix, symmetric matrix, antisymmetric matrix or positive matrix');
  const symmetry = SYMMETRIES.find((s) => s === word.text);
  if (symmetry !== undefined) {
    cursor.expect('matrix', `after \`${symmetry}\``);
    return square(cursor, scope, symmetry);
  }
  switch (word.text) {
    case 'scalar': return SCALAR;
    case 'density': return { ...SCALAR, density: true };
    case 'vector': {
      const [space = 'n'] = readSpaces(cursor, scope, 1);
      return { shape: scope.flat ? [] : [space], symmetry: 'none', density: false };
    }
    case 'matrix': {
      const [rows = 'n', columns = rows] = readSpaces(cursor, scope, 2);
      return { shape: scope.flat ? [] : [rows, columns], symmetry: 'none', density: false };
    }
    default:
      return complain('E0301', word.span, `\`${word.text}\` is not a type`, {
        help: 'the types are scalar, vector, matrix, symmetric matrix, antisymmetric matrix and positive matrix',
      });
  }
};

const square = (cursor: Cursor, scope: Scope, symmetry: Symmetry): Type => {
  const open = cursor.peek();
  const [rows = 'n', columns = rows] = readSpaces(cursor, scope, 2);
  if (rows !== columns) complain('E0403', open, `a ${symmetry} matrix is square`);
  return { shape: scope.flat ? [] : [rows, columns], symmetry: scope.flat ? 'none' : symmetry, density: false };
};

/** (m), (n, m): names of spaces, which need no declaration. */
const readSpaces = (cursor: Cursor, scope: Scope, most: number): Space[] => {
  if (cursor.take('(') === null) return [];
  const spaces: Space[] = [];
  do {
    if (cursor.peek().kind === 'number') {
      complain('E0301', cursor.peek(), 'a space is a name, not a number', {
        help: 'write `vector(m)`; `dimension 2` says how many components x has',
      });
    }
    const name = cursor.name('the name of a space');
    const entry = scope.get(name.text);
    if (entry !== undefined && entry.kind !== 'dimension') {
      complain('E0204', name.span, `\`${name.text}\` is declared as something else, and cannot name a space`);
    }
    spaces.push(entry?.kind === 'dimension' ? entry.space : name.text);
  } while (cursor.take(',') !== null);
  const closing = cursor.expect(')', 'after the space');
  if (spaces.length > most) complain('E0301', closing, `at most ${most} space${most === 1 ? '' : 's'} fit here`);
  return spaces;
};

const SIGNS: Readonly<Record<string, Sign>> = {
  '>': 'positive', '>=': 'nonnegative', '<': 'negative', '<=': 'nonpositive', '!=': 'nonzero',
};

/** `> 0` and its like; nothing: any sign. */
export const readSign = (cursor: Cursor): Sign => {
  const token = cursor.peek();
  const sign = token.kind === 'symbol' ? SIGNS[token.text] : undefined;
  if (sign === undefined) return 'any';
  cursor.next();
  if (cursor.peek().value?.numerator !== 0n) return cursor.unexpected('0');
  cursor.next();
  return sign;
};

/** (x, t): declared variables, each once. */
export const readSlots = (cursor: Cursor, scope: Scope): Variable[] => {
  cursor.expect('(', 'before the variables');
  const slots: Variable[] = [];
  do {
    const name = cursor.name('a variable');
    const variable = scope.variable(name);
    if (slots.some((s) => s.name === variable.name)) complain('E0405', name.span, `\`${name.text}\` stands here twice`);
    slots.push(variable);
  } while (cursor.take(',') !== null || cursor.take(';') !== null);
  cursor.expect(')', 'after the variables');
  return slots;
};

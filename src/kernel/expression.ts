/**
 * The typed expressions that the kernel reads: scalars, vectors and matrices built from unknown functions.
 *
 * This is the one tree of the program. The language produces it, the kernel decides about it, the renderers
 * print it, the second checker and the SymPy export read it again on their own.
 *
 * Conventions, used everywhere:
 * - A **space** names the number of components of a vector: `n` is the dimension of x; others are named by the
 *   document. A space is a name, not a number, so that a proof holds for every dimension.
 * - A **shape** lists the spaces of an expression's slots: `[]` a scalar, `['n']` a vector, `['n','m']` a matrix.
 * - Derivatives by a vector variable append their slot at the **end**: (gradient v)_ij = ∂_j v_i.
 * - `dot` contracts the last slot of the left with the first slot of the right: a·b, M v, v·M, M N.
 * - `divergence` contracts the derivative with the **last** slot: (div M)_i = ∂_j M_ij.
 * - In `dimension 1` the language has already made every vector and matrix a scalar and x a scalar variable.
 */
import type { Rational } from './rational.ts';
import { rational } from './rational.ts';

/** The name of a number of components; `n` is the dimension of x. */
export type Space = string;
export type Shape = readonly Space[];

/** What is known of a matrix. `positive` means symmetric and positive definite. */
export type Symmetry = 'none' | 'symmetric' | 'antisymmetric' | 'positive';

/** What is known of a scalar. */
export type Sign = 'any' | 'positive' | 'nonnegative' | 'negative' | 'nonpositive' | 'nonzero';

/** An independent variable: `t`, `x`, `y`, or a control `u` that an optimisation ranges over. */
export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  /** null: a scalar. */
  readonly space: Space | null;
  readonly role: 'coordinate' | 'control';
}

/** A real constant: scalar, vector or matrix. */
export interface Parameter {
  readonly kind: 'parameter';
  readonly name: string;
  readonly shape: Shape;
  readonly symmetry: Symmetry;
  readonly sign: Sign;
}

/** An unknown smooth function of its slots. */
export interface Field {
  readonly kind: 'field';
  readonly name: string;
  readonly shape: Shape;
  readonly symmetry: Symmetry;
  readonly sign: Sign;
  readonly slots: readonly Variable[];
}

export const FUNCTIONS = [
  'exp', 'log', 'sqrt', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh', 'atan', 'erf', 'Phi',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export type Expression =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'pi' }
  /** The number of components of a space, as a scalar: tr(I). */
  | { readonly kind: 'dimension'; readonly space: Space }
  | { readonly kind: 'parameter'; readonly parameter: Parameter }
  | { readonly kind: 'variable'; readonly variable: Variable }
  /** A field at an argument list, one argument a slot, of the slot's shape: p(x, T−t). */
  | { readonly kind: 'field'; readonly field: Field; readonly args: readonly Expression[] }
  /** At least one term; all of one shape. */
  | { readonly kind: 'add'; readonly terms: readonly Expression[] }
  /** At least one factor; at most one of them is not a scalar. */
  | { readonly kind: 'multiply'; readonly factors: readonly Expression[] }
  /** Scalars. A quotient a/b is a·b^(−1). */
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: Expression }
  | { readonly kind: 'call'; readonly function: FunctionName; readonly argument: Expression }
  | { readonly kind: 'dot'; readonly left: Expression; readonly right: Expression }
  /** M : N = M_ij N_ij. */
  | { readonly kind: 'doubleDot'; readonly left: Expression; readonly right: Expression }
  /** (a ⊗ b)_ij = a_i b_j. */
  | { readonly kind: 'outer'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'transpose'; readonly of: Expression }
  | { readonly kind: 'trace'; readonly of: Expression }
  | { readonly kind: 'inverse'; readonly of: Expression }
  | { readonly kind: 'determinant'; readonly of: Expression }
  | { readonly kind: 'identity'; readonly space: Space }
  /** By a scalar variable. Differentiates the composite: ∂t (p(x,T−t)) = −(∂t p)(x,T−t). */
  | { readonly kind: 'derivative'; readonly variable: Variable; readonly of: Expression }
  /** By a vector variable; the new slot comes last. Of a scalar: the gradient; of a vector: the Jacobian. */
  | { readonly kind: 'gradient'; readonly variable: Variable; readonly of: Expression }
  | { readonly kind: 'divergence'; readonly variable: Variable; readonly of: Expression }
  /** Component by component. */
  | { readonly kind: 'laplacian'; readonly variable: Variable; readonly of: Expression }
  /** Of a scalar. */
  | { readonly kind: 'hessian'; readonly variable: Variable; readonly of: Expression }
  /** The value elsewhere: all bindings at once, `(∂t p)(x, T−t)`. */
  | {
      readonly kind: 'at';
      readonly of: Expression;
      readonly bindings: readonly { readonly variable: Variable; readonly value: Expression }[];
    }
  /** Over the whole space of a variable. */
  | { readonly kind: 'integral'; readonly variable: Variable; readonly of: Expression }
  /** Over a control variable (`of` is a scalar), or over a density: a positive field that integrates to one. */
  | {
      readonly kind: 'optimum';
      readonly which: 'min' | 'max' | 'argmin' | 'argmax';
      readonly control: Variable | Field;
      readonly of: Expression;
    };

export type Kind = Expression['kind'];

/** A relation that restricts the points a claim is about. Both sides are scalars, but `=` may be of any shape. */
export interface Condition {
  readonly relation: '>' | '>=' | '<' | '<=' | '!=' | '=';
  readonly left: Expression;
  readonly right: Expression;
}

/** What may be used in a proof: an equation between expressions of one shape, or that a vector field is a gradient. */
export type Hypothesis =
  | {
      readonly kind: 'equation';
      /** What `by` may name: `fokker-planck`, `hjb`, or `p` for what is known of p. */
      readonly name: string;
      readonly left: Expression;
      readonly right: Expression;
      /** The field whose leading derivative the equation is to be solved for, where that is known. */
      readonly solvedFor?: Field;
    }
  | { readonly kind: 'curl-free'; readonly name: string; readonly field: Field };

/** The shape of an expression. Throws a TypeError when the parts do not fit. */
export const shapeOf = (e: Expression): Shape => {
  switch (e.kind) {
    case 'number': case 'pi': case 'dimension': case 'power': case 'call': case 'doubleDot': case 'trace':
    case 'determinant':
      return [];
    case 'parameter': return e.parameter.shape;
    case 'variable': return e.variable.space === null ? [] : [e.variable.space];
    case 'field': return e.field.shape;
    case 'add': return shapeOf(first(e.terms));
    case 'multiply': return e.factors.map(shapeOf).find((s) => s.length > 0) ?? [];
    case 'dot': {
      const left = shapeOf(e.left);
      const right = shapeOf(e.right);
      if (left.at(-1) === undefined || left.at(-1) !== right[0]) {
        throw new TypeError(`dot: the shapes [${left}] and [${right}] do not meet`);
      }
      return [...left.slice(0, -1), ...right.slice(1)];
    }
    case 'outer': return [...shapeOf(e.left), ...shapeOf(e.right)];
    case 'transpose': case 'inverse': return [...shapeOf(e.of)].reverse();
    case 'identity': return [e.space, e.space];
    case 'derivative': case 'laplacian': return shapeOf(e.of);
    case 'gradient': return [...shapeOf(e.of), spaceOf(e.variable)];
    case 'divergence': {
      const shape = shapeOf(e.of);
      if (shape.at(-1) !== spaceOf(e.variable)) {
        throw new TypeError(`divergence by ${e.variable.name} of an expression of shape [${shape}]`);
      }
      return shape.slice(0, -1);
    }
    case 'hessian': return [spaceOf(e.variable), spaceOf(e.variable)];
    case 'at': case 'integral': return shapeOf(e.of);
    case 'optimum':
      if (e.which === 'min' || e.which === 'max') return [];
      if (e.control.kind === 'field') return e.control.shape;
      return e.control.space === null ? [] : [e.control.space];
  }
};

const first = <T>(items: readonly T[]): T => {
  const item = items[0];
  if (item === undefined) throw new TypeError('an expression without parts');
  return item;
};

/** The space of a vector variable. Throws a TypeError for a scalar one. */
export const spaceOf = (v: Variable): Space => {
  if (v.space === null) throw new TypeError(`${v.name} is a scalar, not a vector`);
  return v.space;
};

// ── Constructors ─────────────────────────────────────────────────────────────────────────────────────────────
// They simplify nothing but nested sums and products, so that what is printed is what was written.

export const num = (numerator: bigint | number, denominator: bigint | number = 1): Expression => ({
  kind: 'number', value: rational(numerator, denominator),
});
export const numberOf = (value: Rational): Expression => ({ kind: 'number', value });
export const PI: Expression = { kind: 'pi' };
export const dimensionOf = (space: Space): Expression => ({ kind: 'dimension', space });

export const coordinate = (name: string, space: Space | null): Variable => ({
  kind: 'variable', name, space, role: 'coordinate',
});
export const controlVariable = (name: string, space: Space | null): Variable => ({
  kind: 'variable', name, space, role: 'control',
});
/** The time t and the space variable x that every document has. */
export const T_VARIABLE: Variable = coordinate('t', null);
export const X_VARIABLE: Variable = coordinate('x', 'n');

/** A constant tensor. Its shape defaults to a scalar. */
export const parameter = (
  name: string, options: { shape?: Shape; symmetry?: Symmetry; sign?: Sign } = {},
): Parameter => ({
  kind: 'parameter', name, shape: options.shape ?? [], symmetry: options.symmetry ?? 'none', sign: options.sign ?? 'any',
});
/** An unknown function of its slots. Its shape defaults to a scalar. */
export const field = (
  name: string, slots: readonly Variable[], options: { shape?: Shape; symmetry?: Symmetry; sign?: Sign } = {},
): Field => ({
  kind: 'field', name, slots, shape: options.shape ?? [], symmetry: options.symmetry ?? 'none',
  sign: options.sign ?? 'any',
});

/** A parameter, a variable, or a field at its own slots, as an expression. */
export const use = (symbol: Parameter | Variable | Field): Expression => {
  switch (symbol.kind) {
    case 'parameter': return { kind: 'parameter', parameter: symbol };
    case 'variable': return { kind: 'variable', variable: symbol };
    case 'field': return { kind: 'field', field: symbol, args: symbol.slots.map(use) };
  }
};
/** A field at an argument list. */
export const apply = (of: Field, args: readonly Expression[]): Expression => ({ kind: 'field', field: of, args });

/** The sum; of no terms: 0. */
export const plus = (...terms: readonly Expression[]): Expression =>
  terms.length === 1 ? first(terms) : terms.length === 0 ? num(0) : {
    kind: 'add', terms: terms.flatMap((t) => (t.kind === 'add' ? t.terms : [t])),
  };
/** The product of scalars and at most one vector or matrix; of no factors: 1. */
export const times = (...factors: readonly Expression[]): Expression =>
  factors.length === 1 ? first(factors) : factors.length === 0 ? num(1) : {
    kind: 'multiply', factors: factors.flatMap((f) => (f.kind === 'multiply' ? f.factors : [f])),
  };
export const minus = (e: Expression): Expression => times(num(-1), e);
export const subtract = (left: Expression, right: Expression): Expression => plus(left, minus(right));
export const pow = (base: Expression, exponent: Expression): Expression => ({ kind: 'power', base, exponent });
/** left / right, right a scalar. */
export const over = (left: Expression, right: Expression): Expression => times(left, pow(right, num(-1)));
export const call = (name: FunctionName, argument: Expression): Expression => ({
  kind: 'call', function: name, argument,
});
export const exp = (e: Expression): Expression => call('exp', e);
export const log = (e: Expression): Expression => call('log', e);
export const dot = (left: Expression, right: Expression): Expression => ({ kind: 'dot', left, right });
export const doubleDot = (left: Expression, right: Expression): Expression => ({ kind: 'doubleDot', left, right });
export const outer = (left: Expression, right: Expression): Expression => ({ kind: 'outer', left, right });
export const transpose = (of: Expression): Expression => ({ kind: 'transpose', of });
export const trace = (of: Expression): Expression => ({ kind: 'trace', of });
export const inverse = (of: Expression): Expression => ({ kind: 'inverse', of });
export const determinant = (of: Expression): Expression => ({ kind: 'determinant', of });
export const identity = (space: Space = 'n'): Expression => ({ kind: 'identity', space });
export const derivative = (variable: Variable, of: Expression): Expression => ({ kind: 'derivative', variable, of });
export const gradient = (of: Expression, variable: Variable = X_VARIABLE): Expression => ({
  kind: 'gradient', variable, of,
});
export const divergence = (of: Expression, variable: Variable = X_VARIABLE): Expression => ({
  kind: 'divergence', variable, of,
});
export const laplacian = (of: Expression, variable: Variable = X_VARIABLE): Expression => ({
  kind: 'laplacian', variable, of,
});
export const hessian = (of: Expression, variable: Variable = X_VARIABLE): Expression => ({
  kind: 'hessian', variable, of,
});
export const at = (
  of: Expression, bindings: readonly { readonly variable: Variable; readonly value: Expression }[],
): Expression => ({ kind: 'at', of, bindings });
export const integral = (variable: Variable, of: Expression): Expression => ({ kind: 'integral', variable, of });
export const optimum = (
  which: 'min' | 'max' | 'argmin' | 'argmax', control: Variable | Field, of: Expression,
): Expression => ({ kind: 'optimum', which, control, of });

/** The parts of an expression that are expressions, in reading order. */
export const partsOf = (e: Expression): readonly Expression[] => {
  switch (e.kind) {
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'identity': return [];
    case 'field': return e.args;
    case 'add': return e.terms;
    case 'multiply': return e.factors;
    case 'power': return [e.base, e.exponent];
    case 'call': return [e.argument];
    case 'dot': case 'doubleDot': case 'outer': return [e.left, e.right];
    case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'derivative': case 'gradient':
    case 'divergence': case 'laplacian': case 'hessian': case 'integral': case 'optimum':
      return [e.of];
    case 'at': return [e.of, ...e.bindings.map((b) => b.value)];
  }
};

/** The same expression with its parts replaced by `change`, in the order of `partsOf`. */
export const mapParts = (e: Expression, change: (part: Expression, index: number) => Expression): Expression => {
  switch (e.kind) {
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'identity': return e;
    case 'field': return { ...e, args: e.args.map(change) };
    case 'add': return { ...e, terms: e.terms.map(change) };
    case 'multiply': return { ...e, factors: e.factors.map(change) };
    case 'power': return { ...e, base: change(e.base, 0), exponent: change(e.exponent, 1) };
    case 'call': return { ...e, argument: change(e.argument, 0) };
    case 'dot': case 'doubleDot': case 'outer':
      return { ...e, left: change(e.left, 0), right: change(e.right, 1) };
    case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'derivative': case 'gradient':
    case 'divergence': case 'laplacian': case 'hessian': case 'integral': case 'optimum':
      return { ...e, of: change(e.of, 0) };
    case 'at':
      return {
        ...e, of: change(e.of, 0),
        bindings: e.bindings.map((b, i) => ({ variable: b.variable, value: change(b.value, i + 1) })),
      };
  }
};

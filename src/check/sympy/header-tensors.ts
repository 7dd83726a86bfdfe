/**
 * Python for an exported script: components in nested lists, derivatives by SymPy’s own `diff`.
 */
export const TENSORS: string = String.raw`import argparse
import signal
import sys
from sympy import (Abs, Add, Derivative, Dummy, Expr, Function, Integer, Matrix, Mul, Symbol, atan, cancel, cos, cosh,
                   degree, diff, erf, exp, expand, expand_log, factor_list, factor_terms, floor, fraction, log, pi, prem,
                   sign, simplify, sin, sinh, sqrt, tan, tanh, together)
from sympy.core.function import AppliedUndef

ALIASES = {}    # a symbol in an argument list -> what it stands for: the value T - t
COORDINATES = set()
OWN = {}        # name of an unknown function -> its own variables
COMPONENTS = {} # name of a field -> names of the unknown functions that are its components
JETS = {}       # symbol -> (function, orders, arguments, the derivative itself)
KEYS = {}
FAILURES = []


class Skipped(Exception):
    pass


class Failed(Exception):
    pass


def skip(reason):
    raise Skipped(reason)


# -- tensors are nested lists of components ---------------------------------------------------------------------
def each(f, *tensors):
    return [each(f, *parts) for parts in zip(*tensors)] if isinstance(tensors[0], list) else f(*tensors)


def flat(a):
    return [c for part in a for c in flat(part)] if isinstance(a, list) else [a]


def plus(*terms):
    return each(lambda *parts: Add(*parts), *terms)


def scale(factor, tensor):
    return each(lambda c: factor * c, tensor)


def dot(a, b):
    if isinstance(a[0], list):
        return [dot(row, b) for row in a]
    return plus(*[scale(left, right) for left, right in zip(a, b)])


def double_dot(a, b):
    return Add(*[left * right for left, right in zip(flat(a), flat(b))])


def outer(a, b):
    return [outer(part, b) if isinstance(part, list) else scale(part, b) for part in a]


def transpose(a):
    return [list(row) for row in zip(*a)] if isinstance(a[0], list) else a


def trace(a):
    return Add(*[row[i] for i, row in enumerate(a)])


def inverse(a):
    m = Matrix(a)
    return (m.adjugate() / m.det(method='berkowitz')).tolist()


def determinant(a):
    return Matrix(a).det(method='berkowitz')


def identity(size):
    return [[Integer(1 if i == j else 0) for j in range(size)] for i in range(size)]


def Phi(e):
    return (1 + erf(e / sqrt(2))) / 2


# -- derivatives: SymPy's, with the chain rule for arguments such as T - t --------------------------------------
def slope(e, v):
    inner = [a for a in e.free_symbols if a in ALIASES]
    return diff(e, v) + Add(*[diff(e, a) * diff(ALIASES[a], v) for a in inner])


def D(e, v):
    return each(lambda c: slope(c, v), e)


def grad(e, x):
    return each(lambda c: [slope(c, v) for v in x], e)


def div(e, x):
    return [div(row, x) for row in e] if isinstance(e[0], list) else Add(*[slope(c, v) for c, v in zip(e, x)])


def lap(e, x):
    return each(lambda c: Add(*[slope(slope(c, v), v) for v in x]), e)


def hess(e, x):
    return grad(grad(e, x), x)


def at(e, *bindings):
    """The value elsewhere, all bindings at once: at(e, (t, T - t))."""
    pairs = [(v, w) for variable, value in bindings for v, w in zip(flat(variable), flat(value))]
    return each(lambda c: moved(c, pairs), e)


def moved(e, pairs):
    values = {v: expand(w.xreplace(ALIASES)) for v, w in pairs if v in e.free_symbols or any(
        v in ALIASES[a].free_symbols for a in e.free_symbols if a in ALIASES)}
    values.update({a: expand(ALIASES[a].xreplace(values)) for a in e.free_symbols if a in ALIASES})
    used = {v for v in e.free_symbols if v not in values}
    targets = {}
    for v, w in values.items():
        targets[v] = w if w.is_Symbol and w not in used else alias(w, used)
        used.add(targets[v])
    return e.xreplace(targets)


def alias(value, used):
    for symbol, known in ALIASES.items():
        if known == value and symbol not in used:
            return symbol
    symbol = Symbol('value %d' % (len(ALIASES) + 1), real=True)  # no document has a name with a space
    ALIASES[symbol] = value
    return symbol
`;

"""The formulas of bench/compiled/formulas.ts in NumPy, for bench/areas/compiled.ts: SymPy writes the derivatives and finds the
common subexpressions (lambdify, cse=True), NumPy computes; in blocks that stay in the cache, or over whole columns.
"""
import numpy as np
import sympy

from scipy_peer import serve

x, t = sympy.symbols("x t", real=True)
R = sympy.Rational
MIXTURE = [(4, -20, 6), (5, 3, 8), (7, 17, 5)]
SQUARED_NOISE = R(9, 16)


def normal(mean, variance):
    return sympy.exp(-(x - mean) ** 2 / (2 * variance)) / sympy.sqrt(2 * sympy.pi * variance)


def mixture(grown):
    return sum(R(w, 16) * normal(R(m, 16), R(s, 16) ** 2 + grown) for w, m, s in MIXTURE)


def merton():
    return (-R(2, 3) * sympy.exp(R(3, 8) * (1 - t)) * x ** R(-3, 2)
            + sympy.exp(-t / 4) * (sympy.log(x) + (1 - t) / 16) * (1 + sympy.sin(2 * t) / 8))


def score():
    return sympy.diff(sympy.log(mixture(0)), x)


def residual():
    V = -sympy.log(mixture(SQUARED_NOISE * (1 - t)))
    return sympy.diff(V, t) + SQUARED_NOISE / 2 * (sympy.diff(V, x, 2) - sympy.diff(V, x) ** 2)


# Half-integer powers as a root and products: NumPy's power is slow, ours does the same.
def rooted(e):
    return e.replace(lambda q: q.is_Pow and q.exp.is_Rational and q.exp.q == 2 and q.exp != R(1, 2) and q.exp != R(-1, 2),
                     lambda q: sympy.Mul(sympy.sqrt(q.base), q.base ** (q.exp - R(1, 2)), evaluate=False))


def evaluate(formula, points, block):
    # In these formulas everything stays away from zero: x > 0 and variances too.
    function = sympy.lambdify((x, t), rooted(globals()[formula]().evalf(17)), modules="numpy", cse=True)
    i = np.arange(points, dtype=float)
    xs, ts = 0.25 + 1.5 * ((i * 0.6180339887498949) % 1), (i * 0.7548776662466927) % 1
    out = np.empty(points)

    def run():
        for start in range(0, points, block):
            part = slice(start, start + block)
            out[part] = function(xs[part], ts[part])
        return {"sum": float(out.sum()), "largest": float(np.abs(out).max()), "first": out[:4].tolist()}

    return run


serve({"evaluate": evaluate})

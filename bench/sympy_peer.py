"""The same claims as bench/sympy-claims.ts, proved by SymPy in components.

Reads lines `NAME DIMENSION SECONDS` from standard input, and answers each with one line of JSON,
{"milliseconds": number or null, "proved": bool}; null: out of time. SymPy is loaded once, before the first answer.
Unknown functions are SymPy functions of the components and t; a hypothesis is used by replacing the time derivative;
the residual is then expanded (and, where it is a fraction, put over one denominator first).
"""
import json
import signal
import sys
import time

from sympy import Function, Integer, Symbol, cancel, expand, log, symbols, together
from sympy.core.cache import clear_cache

HALF = Integer(1) / 2


class OutOfTime(Exception):
    pass


def out_of_time(_signal, _frame):
    raise OutOfTime


def space(d):
    return symbols("x1:%d" % (d + 1)), Symbol("t")


def vector(name, d, args):
    return [Function("%s%d" % (name, i + 1))(*args) for i in range(d)]


def forward(f, diffusion, p, x):
    """The right-hand side of the Fokker-Planck equation: -div(f p) + 1/2 d_i d_j (D_ij p)."""
    d = len(x)
    drift = -sum((f[i] * p).diff(x[i]) for i in range(d))
    noise = sum((diffusion[i][j] * p).diff(x[i], x[j]) for i in range(d) for j in range(d))
    return drift + HALF * noise


def isotropic(g, d):
    return [[g ** 2 if i == j else Integer(0) for j in range(d)] for i in range(d)]


def vanishes(e):
    e = expand(e)
    return e == 0 or cancel(together(e)) == 0


def log_density(d):
    x, t = space(d)
    p, g, f = Function("p")(*x, t), Function("g")(t), vector("f", d, (*x, t))
    ell = log(p)
    left = ell.diff(t).subs(p.diff(t), forward(f, isotropic(g, d), p, x))
    right = sum(-f[i].diff(x[i]) - f[i] * ell.diff(x[i])
                + HALF * g ** 2 * (ell.diff(x[i], 2) + ell.diff(x[i]) ** 2) for i in range(d))
    return vanishes(left - right)


def score_dynamics(d):
    x, t = space(d)
    p, g, f = Function("p")(*x, t), Function("g")(t), vector("f", d, (*x, t))
    rate = forward(f, isotropic(g, d), p, x)
    s = [log(p).diff(v) for v in x]
    inside = sum(HALF * g ** 2 * (s[i].diff(x[i]) + s[i] ** 2) - f[i] * s[i] - f[i].diff(x[i]) for i in range(d))
    return all(vanishes((rate / p).diff(x[i]) - inside.diff(x[i])) for i in range(d))


def anderson(d):
    x, t = space(d)
    p, f = Function("p")(*x, t), vector("f", d, (*x, t))
    noise = [[Function("G%d%d" % (i + 1, j + 1))(*x, t) for j in range(d)] for i in range(d)]
    diffusion = [[sum(noise[i][k] * noise[j][k] for k in range(d)) for j in range(d)] for i in range(d)]
    back = [-f[i] + sum(diffusion[i][j].diff(x[j]) + diffusion[i][j] * p.diff(x[j]) / p for j in range(d))
            for i in range(d)]
    return vanishes(-forward(f, diffusion, p, x) - forward(back, diffusion, p, x))


def duality(d):
    x, t = space(d)
    phi, psi, f = Function("phi")(*x), Function("psi")(*x), vector("f", d, (*x, t))
    entry = {(i, j): Function("D%d%d" % (i + 1, j + 1))(*x, t) for i in range(d) for j in range(i, d)}
    diffusion = [[entry[min(i, j), max(i, j)] for j in range(d)] for i in range(d)]
    generator = sum(f[i] * phi.diff(x[i]) for i in range(d)) + HALF * sum(
        diffusion[i][j] * phi.diff(x[i], x[j]) for i in range(d) for j in range(d))
    flux = [f[i] * phi * psi + HALF * sum(
        psi * diffusion[i][j] * phi.diff(x[j]) - phi * (diffusion[i][j] * psi).diff(x[j]) for j in range(d))
        for i in range(d)]
    left = psi * generator - phi * forward(f, diffusion, psi, x)
    return vanishes(left - sum(flux[i].diff(x[i]) for i in range(d)))


def hopf_cole(d):
    x, t = space(d)
    psi, c, f = Function("psi")(*x, t), Function("c")(*x, t), vector("f", d, (*x, t))
    lam = Symbol("lambda", positive=True)
    value = -lam * log(psi)
    generator = sum(f[i] * psi.diff(x[i]) + HALF * lam * psi.diff(x[i], 2) for i in range(d))
    rate = c * psi / lam - generator
    left = value.diff(t).subs(psi.diff(t), rate)
    right = -c + sum(-f[i] * value.diff(x[i]) - HALF * lam * value.diff(x[i], 2) + HALF * value.diff(x[i]) ** 2
                     for i in range(d))
    return vanishes(left - right)


CLAIMS = {
    "log-density": log_density,
    "score-dynamics": score_dynamics,
    "anderson": anderson,
    "duality": duality,
    "hopf-cole": hopf_cole,
}


def answer(tasks, name, d, seconds):
    clear_cache()
    signal.setitimer(signal.ITIMER_REAL, seconds)
    start = time.perf_counter()
    try:
        proved = tasks[name](d)
        return {"milliseconds": (time.perf_counter() - start) * 1000, "proved": bool(proved)}
    except OutOfTime:
        return {"milliseconds": None, "proved": False}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def serve(tasks):
    """Answers each line of standard input by the task that it names."""
    signal.signal(signal.SIGALRM, out_of_time)
    for line in sys.stdin:
        name, d, seconds = line.split()
        print(json.dumps(answer(tasks, name, int(d), float(seconds))), flush=True)


if __name__ == "__main__":
    serve(CLAIMS)

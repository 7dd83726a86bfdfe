"""Derivations of bench/derive-documents.ts, done by SymPy in components.

Reads lines `NAME DIMENSION SECONDS` from standard input, and answers each with one line of JSON,
{"milliseconds": number or null, "proved": bool}; null: out of time. Each task works the formulas out from the
coefficients, and checks those that make a statement: the time reversal, the probability flow and the family have the
density of the process; the Gaussian solves the Fokker-Planck equation; the Riccati system is what the ansatz leaves.
"""
from sympy import Function, Integer, Matrix, Poly, Symbol, cancel, dsolve, Eq, expand, log, simplify, solve, together

from sympy_peer import HALF, forward, serve, space, vanishes, vector


def generator(f, diffusion, phi, x):
    d = len(x)
    return sum(f[i] * phi.diff(x[i]) for i in range(d)) + HALF * sum(
        diffusion[i][j] * phi.diff(x[i], x[j]) for i in range(d) for j in range(d))


def process(d):
    """General drift and noise: equations of density, log-density, score and expectation; reversal, flow, family."""
    x, t = space(d)
    p, q, h = Function("p")(*x, t), Function("q")(*x, t), Function("h")(*x, t)
    f = vector("f", d, (*x, t))
    noise = [[Function("G%d%d" % (i + 1, j + 1))(*x, t) for j in range(d)] for i in range(d)]
    diffusion = [[sum(noise[i][k] * noise[j][k] for k in range(d)) for j in range(d)] for i in range(d)]
    rate = expand(forward(f, diffusion, p, x))
    expand(generator(f, diffusion, h, x))
    log_rate = expand(rate / p)
    [expand(log_rate.diff(v)) for v in x]
    score = [sum(diffusion[i][j].diff(x[j]) + diffusion[i][j] * p.diff(x[j]) / p for j in range(d)) for i in range(d)]
    lam = Symbol("lambda")
    nothing = [[Integer(0)] * d] * d
    back = [-f[i] + score[i] for i in range(d)]
    flow = [f[i] - HALF * score[i] for i in range(d)]
    family = [f[i] - HALF * (1 - lam ** 2) * score[i] for i in range(d)]
    scaled = [[lam ** 2 * diffusion[i][j] for j in range(d)] for i in range(d)]
    return (vanishes(-rate - forward(back, diffusion, p, x)) and vanishes(rate - forward(flow, nothing, p, x))
            and vanishes(rate - forward(family, scaled, p, x)))


def ornstein_uhlenbeck(d):
    """Mean and variance solved, the Gaussian checked in the Fokker-Planck equation, its score."""
    x, t = space(d)
    theta, sigma = Symbol("theta", positive=True), Symbol("sigma", positive=True)
    m, v = Function("m"), Function("v")
    start = [Symbol("x0_%d" % (i + 1)) for i in range(d)]
    mean = [dsolve(Eq(m(t).diff(t), -theta * m(t)), m(t), ics={m(0): s}).rhs for s in start]
    variance = dsolve(Eq(v(t).diff(t), -2 * theta * v(t) + sigma ** 2), v(t), ics={v(0): 0}).rhs
    square = sum((x[i] - mean[i]) ** 2 for i in range(d))
    log_density = -square / (2 * variance) - Integer(d) / 2 * log(variance)
    rate = theta * d + sum(theta * x[i] * log_density.diff(x[i]) for i in range(d)) + HALF * sigma ** 2 * sum(
        log_density.diff(x[i], 2) + log_density.diff(x[i]) ** 2 for i in range(d))
    [log_density.diff(y) for y in x]
    return simplify(together(log_density.diff(t) - rate)) == 0


def lqr(d):
    """Minimiser, HJB equation, quadratic ansatz, and the Riccati system by matching coefficients."""
    x, t = space(d)
    u = [Symbol("u%d" % (i + 1)) for i in range(d)]

    def full(name):
        return Matrix(d, d, lambda i, j: Symbol("%s%d%d" % (name, i + 1, j + 1)))

    def symmetric(name):
        return Matrix(d, d, lambda i, j: Symbol("%s%d%d" % (name, min(i, j) + 1, max(i, j) + 1)))

    a, b, s, q, r = full("A"), full("B"), full("S"), symmetric("Q"), symmetric("R")
    p = Matrix(d, d, lambda i, j: Function("P%d%d" % (min(i, j) + 1, max(i, j) + 1))(t))
    c = Function("c")(t)
    state, control = Matrix(x), Matrix(u)
    value = (HALF * state.T * p * state)[0] + c
    gradient = Matrix([value.diff(y) for y in x])
    hessian = Matrix(d, d, lambda i, j: value.diff(x[i], x[j]))
    hamiltonian = (HALF * state.T * q * state + HALF * control.T * r * control
                   + gradient.T * (a * state + b * control))[0] + HALF * (s * s.T * hessian).trace()
    best = solve([hamiltonian.diff(w) for w in u], u, dict=True)[0]
    residual = value.diff(t) + hamiltonian.subs(best)
    polynomial = Poly(expand(cancel(together(residual))) if d == 1 else together(residual).as_numer_denom()[0], *x)
    return len(polynomial.coeffs()) > 0 and set(map(sum, polynomial.monoms())) <= {0, 2}


def merton(d):
    """Power utility in one dimension: portfolio, HJB equation, ansatz, and the equation for its factor."""
    if d != 1:
        return True
    x, u, t = Symbol("x", positive=True), Symbol("u"), Symbol("t")
    r, mu, sigma, gamma = Symbol("r"), Symbol("mu"), Symbol("sigma", positive=True), Symbol("gamma")
    factor = Function("A")(t)
    value = factor * x ** gamma / gamma
    hamiltonian = (r * x + u * (mu - r)) * value.diff(x) + HALF * u ** 2 * sigma ** 2 * value.diff(x, 2)
    best = solve(hamiltonian.diff(u), u)[0]
    residual = simplify((value.diff(t) + hamiltonian.subs(u, best)) / x ** gamma)
    return not residual.has(x)


TASKS = {"process": process, "ornstein-uhlenbeck": ornstein_uhlenbeck, "lqr": lqr, "merton": merton}


if __name__ == "__main__":
    serve(TASKS)

"""The work of src/numeric/control/ in NumPy and SciPy, for bench/areas/hjb.ts: the same schemes, by whole arrays.

dX = (-(1 + t/2) x + u) dt + (0.6 + t/10) dW, |u| <= 2, costs u^2/2 + x^2/4, terminal cost cos 2x, one unit of time,
reflected at -4 and 4: implicit Euler with the monotone differences, Howard's iteration with scipy.linalg.solve_banded or
LAPACK's dgtsv a policy; and the central scheme by the implicit midpoint rule. Two dimensions: the central scheme with
unbounded controls, the linear equation of a policy by scipy.sparse.linalg.spsolve or by bicgstab with an incomplete
factorisation.
"""
from inspect import signature

import numpy as np
import scipy.sparse as sparse
from scipy.linalg import solve_banded
from scipy.linalg.lapack import dgtsv
from scipy.sparse.linalg import LinearOperator, bicgstab, spilu, spsolve

from scipy_peer import serve

LEAST, MOST = -2.0, 2.0

# To which part of the residual a linear equation is solved, as in ours; SciPy 1.12 renamed the parameter.
FORCING = {"rtol" if "rtol" in signature(bicgstab).parameters else "tol": 1e-4}


def banded(lower, diagonal, upper, right):
    band = np.zeros((3, len(diagonal)))
    band[0, 1:], band[1], band[2, :-1] = upper, diagonal, lower
    return solve_banded((1, 1), band, right, check_finite=False, overwrite_ab=True, overwrite_b=True)


def gaussian_elimination(lower, diagonal, upper, right):
    return dgtsv(lower, diagonal, upper, right, 1, 1, 1, 1)[3]


SOLVERS = {"banded": banded, "dgtsv": gaussian_elimination}


def best_of_stencils(f0, s, p, q, h):
    """The minimum of u^2/2 + (f0 + u) p + max(s, |f0 + u| h) q / 2 between the bounds: stencils, kinks and bounds."""
    zero = np.zeros_like(p)
    candidates = np.stack([-p, -p - h * q / 2, -p + h * q / 2, s / h - f0, -s / h - f0, -f0, zero + LEAST, zero + MOST])
    candidates = np.clip(candidates, LEAST, MOST)
    f = f0 + candidates
    values = 0.5 * candidates**2 + f * p + 0.5 * np.maximum(s, np.abs(f) * h) * q
    return np.take_along_axis(candidates, values.argmin(axis=0)[None], 0)[0]


def improve(v, f0, s, h, monotone):
    p, q = np.empty_like(v), np.empty_like(v)
    p[1:-1] = (v[2:] - v[:-2]) / (2 * h)
    p[0] = p[-1] = 0.0
    q[1:-1] = (v[2:] - 2 * v[1:-1] + v[:-2]) / (h * h)
    q[0], q[-1] = 2 * (v[1] - v[0]) / (h * h), 2 * (v[-2] - v[-1]) / (h * h)
    u = np.clip(-p, LEAST, MOST)
    f = f0 + u
    w = s
    if monotone:
        other = np.flatnonzero((q < 0) | (np.abs(f) * h > s))
        if len(other):
            u[other] = best_of_stencils(f0[other], s[other], p[other], q[other], h)
            f = f0 + u
            w = np.maximum(s, np.abs(f) * h)
    return u, (w / h - f) / (2 * h), (w / h + f) / (2 * h)


def solve_step(v, source, kappa, f0, s, cost, h, monotone, solver):
    """Howard's iteration from v; returns the value and the number of linear solves."""
    for solves in range(60):
        u, down, up = improve(v, f0, s, h, monotone)
        diagonal = kappa + down + up
        right = 0.5 * u * u + cost + kappa * source
        lower, upper = -down[1:], -up[:-1]
        lower[-1] = upper[0] = 0.0
        upper[0], lower[-1] = -(down[0] + up[0]), -(down[-1] + up[-1])
        residual = right - diagonal * v
        residual[:-1] -= upper * v[1:]
        residual[1:] -= lower * v[:-1]
        size = np.abs(diagonal * v).max() + np.abs(right).max()
        if np.abs(residual).max() <= max(1e-12 * np.abs(v).max() * kappa, 2.0**-51 * size):
            return v, solves
        v = solver(lower, diagonal, upper, right)
    raise ArithmeticError("no convergence")


def hjb(cells, steps, solver="banded", scheme="monotone"):
    x = np.linspace(-4.0, 4.0, cells + 1)
    h, delta, solve = 8.0 / cells, 1.0 / steps, SOLVERS[solver]
    monotone, cost = scheme == "monotone", x * x / 4
    kappa = (1 if monotone else 2) / delta

    def run():
        later = latest = np.cos(2 * x)
        total = 0
        for n in range(steps - 1, -1, -1):
            t = n * delta + (0 if monotone else delta / 2)
            f0, s = -(1 + t / 2) * x, np.full_like(x, (0.6 + t / 10) ** 2)
            guess = later + (1 if monotone else 0.5) * (later - latest)
            v, solves = solve_step(guess, later, kappa, f0, s, cost, h, monotone, solve)
            total += solves
            latest, later = later, v if monotone else 2 * v - later
        return {"value": later[:: max(1, cells // 8)].tolist(), "solves": total}

    return run


def plane_operator(f1, f2, s, h, n):
    """The generator on n x n inner nodes, values given outside; and its action on these is left out (they are zero)."""
    centre = -2 * s / (h * h) * np.ones(n * n)
    up1, down1 = s / (2 * h * h) + f1 / (2 * h), s / (2 * h * h) - f1 / (2 * h)
    up2, down2 = s / (2 * h * h) + f2 / (2 * h), s / (2 * h * h) - f2 / (2 * h)
    right, left = up2.copy(), down2.copy()
    right.reshape(n, n)[:, -1] = 0.0
    left.reshape(n, n)[:, 0] = 0.0
    return sparse.diags([centre, right[:-1], left[1:], up1[:-n], down1[n:]], [0, 1, -1, n, -n], format="csc")


def hjb_2d(cells, steps, solver="bicgstab"):
    """dX = (x rotated + u) dt + 0.7 dW on (-2, 2)^2, costs (|u|^2 + |x|^2)/2, value 0 on the edge and at the end."""
    n, h, delta = cells - 1, 4.0 / cells, 0.5 / steps
    axis = np.linspace(-2.0, 2.0, cells + 1)[1:-1]
    x, y = (a.ravel() for a in np.meshgrid(axis, axis, indexing="ij"))
    s, kappa = 0.49, 2 / delta
    identity = sparse.identity(n * n, format="csc")

    def gradient(v):
        padded = np.zeros((n + 2, n + 2))
        padded[1:-1, 1:-1] = v.reshape(n, n)
        return ((padded[2:, 1:-1] - padded[:-2, 1:-1]) / (2 * h)).ravel(), ((padded[1:-1, 2:] - padded[1:-1, :-2]) / (2 * h)).ravel()

    def linear(matrix, residual):
        if solver == "spsolve":
            return spsolve(matrix, residual)
        factors = spilu(matrix, drop_tol=1e-3, fill_factor=5)
        return bicgstab(matrix, residual, M=LinearOperator(matrix.shape, factors.solve), **FORCING)[0]

    def run():
        later, total = np.zeros(n * n), 0
        for _ in range(steps):
            v = later
            for _ in range(60):
                p1, p2 = gradient(v)
                matrix = kappa * identity - plane_operator(y - p1, -x - p2, s, h, n)
                right = 0.5 * (p1**2 + p2**2 + x * x + y * y) + kappa * later
                residual = right - matrix @ v
                if np.abs(residual).max() / kappa <= 1e-11 * max(np.abs(v).max(), 1e-300):
                    break
                v = v + linear(matrix, residual)
                total += 1
            later = 2 * v - later
        return {"value": later.reshape(n, n)[cells // 8 - 1 :: cells // 8, cells // 8 - 1 :: cells // 8].ravel().tolist(), "solves": total}

    return run


serve({"hjb": hjb, "hjb-2d": hjb_2d})

"""The work of src/numeric/grid/ in NumPy and SciPy, for bench/areas/grid.ts: the same schemes, by whole arrays.

One dimension: Scharfetter-Gummel rates and Crank-Nicolson as one solve, (I - k/2 A) y = m, m <- 2 y - m, with LAPACK's
dgtsv, or with scipy.linalg.solve_banded. Two dimensions: Peaceman-Rachford, by dgtsv line by line, or by the Thomas
algorithm over all lines at once.
"""
import numpy as np
from scipy.linalg import solve_banded
from scipy.linalg.lapack import dgtsv, dgttrf, dgttrs

from scipy_peer import serve


def normal(x, mean, deviation):
    return np.exp(-((x - mean) / deviation) ** 2 / 2) / (deviation * np.sqrt(2 * np.pi))


def bernoulli(w):
    """w / (e^w - 1); the cells are so that w is zero only by exact symmetry."""
    w = np.where(w == 0, 1e-300, w)
    return w / np.expm1(w)


def rates(drift, squared_noise, h):
    """Rates to the right and to the left over the inner faces; drift at these, g^2 at the centres."""
    half = 0.25 * squared_noise
    diffusion = half[..., :-1] + half[..., 1:]
    w = (drift * h - 2 * (half[..., 1:] - half[..., :-1])) / diffusion
    down = bernoulli(w)
    up = down + w
    diffusion *= 1 / (h * h)
    return up * diffusion, down * diffusion


def fokker_planck(cells, steps, solver, low=-5.0, high=5.0, autonomous=False):
    """dX = -(1 + t) X dt + (1 + t/10) dW from N(1, 1/4), over one unit of time; `autonomous`: -X and 1."""
    faces = np.linspace(low, high, cells + 1)
    centres, inner = (faces[1:] + faces[:-1]) / 2, faces[1:-1].copy()
    h, k = (high - low) / cells, 1.0 / steps
    start = normal(centres, 1.0, 0.5) * h
    ones = np.ones(cells)

    def system(t):
        a, g = (1.0, 1.0) if autonomous else (1 + t, 1 + 0.1 * t)
        up, down = rates(-a * inner, g * g * ones, h)
        up *= k / 2
        down *= k / 2
        diagonal = np.ones(cells)
        diagonal[:-1] += up
        diagonal[1:] += down
        return -up, diagonal, -down

    def by_dgtsv():
        m = start
        for n in range(steps):
            lower, diagonal, upper = system((n + 0.5) * k)
            y = dgtsv(lower, diagonal, upper, m, 1, 1, 1, 0)[3]
            m = 2 * y - m
        return m

    def by_banded():
        m, band = start, np.zeros((3, cells))
        for n in range(steps):
            band[2, :-1], band[1], band[0, 1:] = system((n + 0.5) * k)
            m = 2 * solve_banded((1, 1), band, m, check_finite=False) - m
        return m

    def by_factors():
        dl, d, du, du2, pivots, _ = dgttrf(*system(0.0))
        m = start
        for _ in range(steps):
            m = 2 * dgttrs(dl, d, du, du2, pivots, m)[0] - m
        return m

    run = {"dgtsv": by_dgtsv, "banded": by_banded, "factors": by_factors}[solver]
    coarse = cells // 8 if cells % 8 == 0 else 1
    return lambda: {"distribution": np.cumsum(run())[coarse - 1 :: coarse][: cells // coarse - 1].tolist()}


class Direction:
    """All lines along the last axis, as one long tridiagonal system without coupling from line to line."""

    def __init__(self, drift, squared_noise, h, s):
        up, down = rates(drift, squared_noise, h)
        lines, size = squared_noise.shape
        self.shape, self.size = squared_noise.shape, size
        lower, upper = np.zeros((lines, size)), np.zeros((lines, size))
        diagonal = np.ones((lines, size))
        lower[:, :-1], upper[:, :-1] = -s * up, -s * down
        diagonal[:, :-1] += s * up
        diagonal[:, 1:] += s * down
        self.lower, self.diagonal, self.upper = lower, diagonal, upper

    def product(self, m):
        """(I + s A) m = 2 m - (I - s A) m."""
        out = (2 - self.diagonal) * m
        out[:, 1:] -= self.lower[:, :-1] * m[:, :-1]
        out[:, :-1] -= self.upper[:, :-1] * m[:, 1:]
        return out

    def lines(self, m):
        """dgtsv, line by line."""
        out = np.empty_like(m)
        for i in range(m.shape[0]):
            out[i] = dgtsv(self.lower[i, :-1], self.diagonal[i], self.upper[i, :-1], m[i])[3]
        return out

    def long(self, m):
        """dgtsv, all lines as one system."""
        return dgtsv(self.lower.ravel()[:-1], self.diagonal.ravel(), self.upper.ravel()[:-1], m.ravel())[3].reshape(self.shape)

    def factor_long(self):
        self.factors = dgttrf(self.lower.ravel()[:-1], self.diagonal.ravel(), self.upper.ravel()[:-1])[:5]

    def factored(self, m):
        """dgttrs, all lines as one system."""
        return dgttrs(*self.factors, m.ravel())[0].reshape(self.shape)

    def factor_across(self):
        lower, diagonal, upper = (np.ascontiguousarray(x.T) for x in (self.lower, self.diagonal, self.upper))
        self.inverse, self.multiplier, self.upper_across = np.empty_like(diagonal), np.empty_like(diagonal), upper
        self.inverse[0] = 1 / diagonal[0]
        for i in range(1, self.size):
            self.multiplier[i] = lower[i - 1] * self.inverse[i - 1]
            self.inverse[i] = 1 / (diagonal[i] - self.multiplier[i] * upper[i - 1])
        self.upper_across = upper * self.inverse

    def across(self, m):
        """The Thomas algorithm over all lines at once, factored before; m has the lines as columns."""
        out = m.copy()
        for i in range(1, self.size):
            out[i] -= self.multiplier[i] * out[i - 1]
        out *= self.inverse
        for i in range(self.size - 2, -1, -1):
            out[i] -= self.upper_across[i] * out[i + 1]
        return out


def plane(cells, steps, solver, autonomous=True):
    """f = (-x - y + sin(y)/2, x - y + cos(x)/2) (1 + a t), G = diag(1, 0.8), from N((1, -1/2), 1/4), over half a unit of time."""
    faces = np.linspace(-6.0, 6.0, cells + 1)
    centres, inner = (faces[1:] + faces[:-1]) / 2, faces[1:-1]
    h, s = 12.0 / cells, 0.25 / steps
    start = np.outer(normal(centres, 1.0, 0.5), normal(centres, -0.5, 0.5)) * h * h
    drift1 = -inner[None, :] - centres[:, None] + np.sin(centres)[:, None] / 2
    drift2 = centres[:, None] - inner[None, :] + np.cos(centres)[:, None] / 2
    one, other = np.ones((cells, cells)), np.full((cells, cells), 0.64)

    def directions(t):
        growth = 1.0 if autonomous else 1 + 0.5 * t
        return Direction(drift1 * growth, one, h, s), Direction(drift2 * growth, other, h, s)

    def run():
        m = start
        first, second = directions(0.0)
        if solver == "factored":
            first.factor_long()
            second.factor_long()
        if solver == "across":
            first.factor_across()
            second.factor_across()
        for n in range(steps):
            if not autonomous:
                first, second = directions((2 * n + 1) * s)
            m = second.product(m)
            if solver == "across":
                m = 2 * first.across(m) - m
                m = np.ascontiguousarray(second.across(np.ascontiguousarray(m.T)).T)
            else:
                turned = np.ascontiguousarray(m.T)
                m = np.ascontiguousarray((2 * getattr(first, solver)(turned) - turned).T)
                m = getattr(second, solver)(m)
        return {"moments": [float(np.sum(m)), float(np.sum(m * centres[:, None])), float(np.sum(m * centres[None, :] ** 2))]}

    return run


TASKS = {"fokker-planck": fokker_planck, "plane": plane}

if __name__ == "__main__":
    serve(TASKS)

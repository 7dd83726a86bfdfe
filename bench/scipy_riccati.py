"""The matrix Riccati equation by SciPy's solvers, for bench/areas/riccati.ts.

-P' = A'P + P A - P S P + Q from P(T) = M, in reversed time, as a system of n*n equations: the right-hand side is three
products of NumPy matrices (P A, its transpose, and (P S) P), which is the fewest calls.
"""
import numpy as np
from scipy.integrate import ode, odeint, solve_ivp

from scipy_peer import serve


def by_odeint(f, terminal, horizon, tolerance):
    return odeint(f, terminal, [0.0, horizon], tfirst=True, rtol=tolerance, atol=tolerance, mxstep=100000)[-1]


def by_solve_ivp(method):
    def run(f, terminal, horizon, tolerance):
        return solve_ivp(f, (0.0, horizon), terminal, method=method, rtol=tolerance, atol=tolerance).y[:, -1]
    return run


def by_fortran(method):
    def run(f, terminal, horizon, tolerance):
        solver = ode(f).set_integrator(method, rtol=tolerance, atol=tolerance, nsteps=100000)
        solver.set_initial_value(terminal, 0.0)
        return solver.integrate(horizon)
    return run


SOLVERS = {
    "odeint": by_odeint, "RK45": by_solve_ivp("RK45"), "DOP853": by_solve_ivp("DOP853"),
    "dopri5": by_fortran("dopri5"), "dop853": by_fortran("dop853"),
}


def riccati(solver, tolerance, problems):
    def read(problem):
        n = problem["dimension"]
        matrices = [np.array(problem[name]).reshape(n, n) for name in ("drift", "running", "control")]
        return n, matrices, np.array(problem["terminal"]), problem["horizon"]

    def right_hand_side(n, a, q, s):
        def f(_, y):
            p = y.reshape(n, n)
            pa = p @ a
            return (pa + pa.T - p @ s @ p + q).ravel()
        return f

    prepared = [(right_hand_side(n, *matrices), terminal, horizon) for n, matrices, terminal, horizon in map(read, problems)]
    solve = SOLVERS[solver]
    return lambda: {"initial": [solve(f, terminal, horizon, tolerance).tolist() for f, terminal, horizon in prepared]}


if __name__ == "__main__":
    serve({"riccati": riccati})

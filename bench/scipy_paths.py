"""The work of src/numeric/paths/wasm/ in NumPy, for bench/areas/paths.ts: Euler-Maruyama of dX = theta (mu - X) dt + sigma dW,
whole arrays of paths step by step, in blocks that stay in the second cache, nothing allocated in the loop.

The generator is NumPy's fastest, SFC64, or Philox, which is counter-based as ours is.
"""
import numpy as np

from scipy_peer import serve

GENERATORS = {"SFC64": np.random.SFC64, "PCG64": np.random.PCG64, "Philox": np.random.Philox}


def ornstein_uhlenbeck(paths, steps, generator, theta=1.5, mu=0.25, sigma=0.75, block=8192):
    draw = np.random.Generator(GENERATORS[generator](7)).standard_normal
    h = 1.0 / steps
    keep, pull, push = 1 - theta * h, theta * mu * h, sigma * np.sqrt(h)

    def run():
        total, squares = 0.0, 0.0
        z = np.empty(block)
        for start in range(0, paths, block):
            count = min(block, paths - start)
            x, noise = np.ones(count), z[:count]
            for _ in range(steps):
                draw(out=noise)
                x *= keep
                x += pull
                noise *= push
                x += noise
            total += x.sum()
            squares += (x * x).sum()
        return {"mean": total / paths, "second": squares / paths}

    return run


serve({"ornstein_uhlenbeck": ornstein_uhlenbeck})

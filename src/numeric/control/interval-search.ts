/**
 * The minimiser of a function of one variable on an interval: the best of equally distant samples, then golden sections
 * between its two neighbours (Kiefer 1953). Exact where the function has one valley there; the result is never worse than
 * the best sample.
 */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** An error of this part of the interval changes the value by its square: below rounding. */
const WIDTH = 1e-9;

export const golden = (f: (u: number) => number, from: number, to: number, width: number): number => {
  let low = from, high = to;
  let a = high - GOLDEN * (high - low), b = low + GOLDEN * (high - low);
  let fa = f(a), fb = f(b);
  while (high - low > width) {
    if (fa <= fb) {
      high = b; b = a; fb = fa; a = high - GOLDEN * (high - low); fa = f(a);
    } else {
      low = a; a = b; fa = fb; b = low + GOLDEN * (high - low); fb = f(b);
    }
  }
  return fa <= fb ? a : b;
};

export const bestOnInterval = (f: (u: number) => number, least: number, most: number, samples: number): number => {
  const step = (most - least) / (samples - 1);
  let best = least, lowest = f(least);
  for (let k = 1; k < samples; k += 1) {
    const u = k === samples - 1 ? most : least + k * step;
    const value = f(u);
    if (value < lowest) { lowest = value; best = u; }
  }
  const refined = golden(f, Math.max(least, best - step), Math.min(most, best + step), WIDTH * (most - least));
  return f(refined) < lowest ? refined : best;
};

/** How often the components of a control are improved in turn. */
const ROUNDS = 2;
const COARSE_WIDTH = 1e-6;

/** The best of `samples` points a component of a box, then golden sections along one component after the other. */
export const bestInBox = (
  f: (u: readonly number[]) => number, least: readonly number[], most: readonly number[], samples: number,
): readonly number[] => {
  const steps = least.map((low, k) => (most[k]! - low) / (samples - 1));
  let best: readonly number[] = least, lowest = f(least);
  const consider = (u: readonly number[]): void => {
    const value = f(u);
    if (value < lowest) { lowest = value; best = u; }
  };
  for (let index = 1; index < samples ** least.length; index += 1) {
    consider(least.map((low, k) => low + steps[k]! * (Math.floor(index / samples ** k) % samples)));
  }
  for (let round = 0; round < (least.length === 1 ? 1 : ROUNDS); round += 1) {
    for (let k = 0; k < least.length; k += 1) {
      const along = (component: number): readonly number[] => best.with(k, component);
      const from = Math.max(least[k]!, best[k]! - steps[k]!), to = Math.min(most[k]!, best[k]! + steps[k]!);
      consider(along(golden((component) => f(along(component)), from, to, COARSE_WIDTH * (most[k]! - least[k]!))));
    }
  }
  return best;
};

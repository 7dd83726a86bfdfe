/**
 * Measuring: medians of interleaved runs, so that a change of the machine's load strikes all rivals alike.
 */

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (low + high) / 2;
};

/** Milliseconds that a computation takes. */
export const timed = (computation: () => void): number => {
  const start = performance.now();
  computation();
  return performance.now() - start;
};

/** Median milliseconds of each rival, run in turn `rounds` times. */
export const interleaved = (rivals: readonly (() => void)[], rounds: number): readonly number[] => {
  const times = rivals.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    rivals.forEach((rival, index) => times[index]?.push(timed(rival)));
  }
  return times.map(median);
};

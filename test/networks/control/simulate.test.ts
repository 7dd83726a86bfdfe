import { describe, expect, it } from 'vitest';
import type { ControlledDiffusion } from '../../../src/networks/control/controlled-diffusion.ts';
import { merton, POST_PORTFOLIO } from '../../../src/networks/control/merton.ts';
import { policyOf } from '../../../src/networks/control/policy.ts';
import { meanOf } from '../../../src/networks/control/policy-cost.ts';
import { simulate } from '../../../src/networks/control/simulate.ts';
import { exponentialDurations, startsIn } from '../../../src/networks/control/starts.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { faultOf } from '../fault.ts';

const problem = merton(POST_PORTFOLIO);
/** The middle of the ranges: w = ¾, k = √0.001. */
const middle = policyOf(problem, (_, out) => { out.fill(0); });
const growth = 0.03 + 0.75 * 0.05 - Math.sqrt(0.001) - (0.75 * 0.2) ** 2 / 2;

describe('paths under a policy', () => {
  it('of constant actions are geometric motions, each for as long as it is to run', () => {
    const count = 2000, durations = Float64Array.from({ length: count }, (_, i) => 0.3 + i % 7 * 1.1);
    const ends = simulate(problem, middle, { starts: new Float64Array(count), durations, step: 0.5, stream: streamOf(1) });
    // Log-wealth over the length: mean `growth`, variance (wσ)² over the length.
    const standard = ends.map((z, i) => (z - growth * durations[i]!) / (0.15 * Math.sqrt(durations[i]!)));
    const mean = meanOf(standard, 1e-4), square = meanOf(standard.map((u) => u * u - 1), 1e-4);
    expect(Math.abs(mean.value)).toBeLessThan(mean.bound);
    expect(Math.abs(square.value)).toBeLessThan(square.bound);
    expect(mean.bound).toBeLessThan(0.1);
    // Long ones and short ones apart.
    const short = meanOf(standard.filter((_, i) => i % 7 === 0).map((u) => u * u - 1), 1e-4);
    expect(Math.abs(short.value)).toBeLessThan(short.bound);
  });

  it('visit every step with its time, and no more', () => {
    const times: number[] = [], still: ControlledDiffusion = { ...problem, noise: (_, __, out) => { out.fill(0); } };
    const ends = simulate(still, middle, {
      starts: Float64Array.of(0, 1), durations: Float64Array.of(0.4, 1.2), step: 0.5, stream: streamOf(1),
      visit: ({ path, time, step }) => { if (path === 1) times.push(time, step); },
    });
    expect(times.map((t) => t.toFixed(6))).toEqual(['0.000000', '0.500000', '0.500000', '0.500000', '1.000000', '0.200000']);
    const drift = 0.03 + 0.75 * 0.05 - Math.sqrt(0.001);
    expect(ends[0]).toBeCloseTo(0.4 * drift, 12);
    expect(ends[1]).toBeCloseTo(1 + 1.2 * drift, 12);
  });

  it('that leave are an error', () => {
    const away: ControlledDiffusion = { ...problem, drift: (x, _, out) => { out[0] = 1e9 * x[0]!; } };
    expect(faultOf(() => simulate(away, middle, { starts: Float64Array.of(0), durations: Float64Array.of(5), step: 0.5, stream: streamOf(1) }))).toBe('diverged');
  });
});

describe('starts and lengths', () => {
  it('fill the region evenly and have the exponential law', () => {
    const starts = startsIn(problem, 'judged', 400, streamOf(2)).toSorted((a, b) => a - b), low = Math.log(0.5), high = Math.log(5);
    starts.forEach((z, i) => { expect(Math.abs((z - low) / (high - low) - (i + 0.5) / 400)).toBeLessThan(1 / 400); });
    const lengths = exponentialDurations(0.1, 400, streamOf(3)).toSorted((a, b) => a - b);
    lengths.forEach((t, i) => { expect(Math.abs(1 - Math.exp(-0.1 * t) - (i + 0.5) / 400)).toBeLessThan(1 / 400); });
  });
});

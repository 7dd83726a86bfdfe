/**
 * Fresh rows to judge scores on: independent triples of a time, data and noise, handed out by time, so that a score is asked
 * once for each time.
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';
import { timesOf } from './clock.ts';
import type { NoisedLaw } from './noised-law.ts';

const PLACES = 64;

/** 64 times, in the middles of equal parts of the logarithm of the clock: the law of judged times is uniform on them. */
export const judgedTimes = ({ schedule, first, last }: NoisedLaw): Float64Array => {
  const times = timesOf(schedule, first, last, 1);
  return Float64Array.from({ length: PLACES }, (_, k) => times((k + 0.5) / PLACES));
};

export interface JudgedRows {
  readonly time: number;
  /** x = a x_0 + σ ε, row after row. */
  readonly points: Float64Array;
  /** ε. */
  readonly noise: Float64Array;
  /** Which of all rows these are. */
  readonly indices: readonly number[];
}

export const drawRows = (law: NoisedLaw, times: Float64Array, rows: number, stream: KeyedStream): readonly JudgedRows[] => {
  const { dimension: n, data, schedule } = law;
  const [places, noises, samples] = [stream.split('time'), stream.split('noise'), stream.split('data')];
  const byTime = Array.from(times, (): number[] => []);
  for (let index = 0; index < rows; index += 1) byTime[Math.floor(places.uniform(index) * times.length)]!.push(index);
  return byTime.flatMap((indices, place): JudgedRows[] => {
    if (indices.length === 0) return [];
    const time = times[place]!;
    const [scale, sigma] = [schedule.scale(time), Math.sqrt(schedule.variance(time))];
    const [points, noise] = [new Float64Array(indices.length * n), new Float64Array(indices.length * n)];
    indices.forEach((index, row) => {
      const point = data.sample(samples, index, points.subarray(row * n, (row + 1) * n));
      for (let i = 0; i < n; i += 1) {
        noise[row * n + i] = noises.normal(index * n + i);
        point[i] = scale * point[i]! + sigma * noise[row * n + i]!;
      }
    });
    return [{ time, points, noise, indices }];
  });
};

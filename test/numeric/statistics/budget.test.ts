import { describe, expect, test } from 'vitest';
import { NumericError } from '../../../src/numeric/numeric-error.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { testMean } from '../../../src/numeric/statistics/betting.ts';
import { budget } from '../../../src/numeric/statistics/budget.ts';
import { confirm } from '../../../src/numeric/statistics/confirmation.ts';

describe('the budget of false alarms', () => {
  test('holds a thousand tests at 10^−9 exactly, and not one more', () => {
    const ledger = budget();
    for (let k = 0; k < 1000; k++) ledger.enter(k < 900 ? 'laws' : 'means', 1e-9);
    expect(ledger.spent()).toBe(1e-6);
    expect(() => ledger.enter('one more', 1e-15)).toThrow(NumericError);
    expect(() => ledger.enter('one more', 1e-15)).toThrow(/one more: .* more than 0\.000001; test less/);
    expect(ledger.spent()).toBe(1e-6);
    expect(ledger.entries()).toEqual([{ name: 'laws', tests: 900, alpha: 9e-7 }, { name: 'means', tests: 100, alpha: 1e-7 }]);
    expect(ledger.print()).toEqual([
      'laws: 900 tests, 9e-7', 'means: 100 tests, 1e-7', 'false alarms expected in a run: at most 0.000001 of 0.000001 allowed',
    ]);
  });

  test('adds what doubles would round', () => {
    const ledger = budget(0.3);
    ledger.enter('a', 0.1);
    ledger.enter('b', 0.2);
    expect(ledger.spent()).toBe(0.3);
    expect(0.1 + 0.2 > 0.3).toBe(true);
    ledger.enter('deterministic', 0);
    expect(ledger.print().at(-2)).toBe('deterministic: 1 test, 0');
  });

  test('takes every way a double is written', () => {
    const ledger = budget(0.9);
    for (const alpha of [1.25e-7, 0.5, 2.5e-12]) ledger.enter('some', alpha);
    expect(ledger.spent()).toBe(0.5000001250025);
    expect(() => ledger.enter('none', Number.NaN)).toThrow(RangeError);
    expect(() => ledger.enter('none', -1e-9)).toThrow(RangeError);
  });
});

describe('confirmation', () => {
  const about = (mean: number) => (samples: number, alpha: number, stream: ReturnType<typeof streamOf>) => {
    const drawn = new Float64Array(samples);
    stream.fillUniforms(0, drawn);
    return testMean(drawn, { mean }, alpha);
  };

  test('stops after the first stage where nothing is found', () => {
    const result = confirm(about(0.5), streamOf(1));
    expect(result.rejected).toBe(false);
    expect(result.alpha).toBeCloseTo(1e-9, 20);
    expect(result.stages.map(({ samples }) => samples)).toEqual([4096]);
  });

  test('confirms what is wrong on independent samples', () => {
    const result = confirm(about(0.46), streamOf(1));
    expect(result).toMatchObject({ rejected: true });
    expect(result.stages.map(({ samples }) => samples)).toEqual([4096, 65_536]);
  });

  test('gives each stage a stream of its own', () => {
    const keys: string[] = [];
    confirm((samples, alpha, stream) => {
      keys.push(stream.key.join());
      return { rejected: true, samples, alpha };
    }, streamOf(1));
    expect(new Set([...keys, streamOf(1).key.join()]).size).toBe(3);
  });

  test('rejects a true mean with at most the product of both probabilities', () => {
    const stages = { samples: 64, alphas: [0.2, 0.2] as const, factor: 2 };
    let [first, both] = [0, 0];
    for (let run = 0; run < 2000; run++) {
      const result = confirm(about(0.5), streamOf(3, run), stages);
      if (result.stages.length === 2) first++;
      if (result.rejected) both++;
    }
    expect(first).toBeLessThanOrEqual(2000 * 0.2);
    expect(both).toBeLessThanOrEqual(2000 * 0.04 + 5 * Math.sqrt(2000 * 0.04));
    expect(first).toBeGreaterThan(both);
  });
});

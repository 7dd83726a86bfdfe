/**
 * What each means of evidence said in a run, added up.
 */
import type { ClaimResult } from '../check/verdict.ts';
import type { Method } from '../check/witness/witness.ts';
import { isUnnoticed } from '../check/witness/disagreement.ts';
import { wantsNumbers } from '../check/witness/registry.ts';

export interface MeansTotal {
  readonly method: Method;
  /** Claims that it supports, contradicts, and says nothing about. */
  readonly supports: number;
  readonly contradicts: number;
  readonly silent: number;
  /** Of the refuted claims, those that it supports all the same: it did not notice what is wrong. */
  readonly notNoticed: number;
  /** The expected number of true claims that it contradicts by chance in such a run. */
  readonly falseAlarm: number;
}

/** So many false alarms may be expected in a run: one in a million runs. */
export const ALLOWED_FALSE_ALARMS = 1e-6;

export interface Means {
  readonly count: (result: ClaimResult) => void;
  /** One entry a means; none where numbers were not asked for. */
  readonly totals: () => readonly MeansTotal[];
}

const NOTHING = { supports: 0, contradicts: 0, silent: 0, notNoticed: 0, falseAlarm: 0 };

export const newMeans = (methods: readonly Method[]): Means => {
  const totals = new Map((wantsNumbers(methods) ? methods : []).map((method) => [method, { ...NOTHING }]));
  return {
    count: (result) => {
      for (const evidence of result.evidence) {
        const total = totals.get(evidence.method);
        if (total === undefined) continue;
        total[evidence.outcome] += 1;
        if (isUnnoticed(result, evidence)) total.notNoticed += 1;
        total.falseAlarm += evidence.falseAlarm;
      }
    },
    totals: () => [...totals].map(([method, total]) => ({ method, ...total })),
  };
};

/** Of all means together. Chances add up, whether or not they are independent. */
export const falseAlarmsOf = (means: readonly MeansTotal[]): number => means.reduce((sum, total) => sum + total.falseAlarm, 0);

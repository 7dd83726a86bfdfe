/**
 * The judgement about one equation from all its samples, family after family.
 *
 * What contradicts a claim about a function that is one definite function is looked at again at the horizon, where its data are
 * known; elsewhere it says nothing (see `definite.ts`).
 */
import type { Expression } from '../../../kernel/expression.ts';
import { num } from '../../../kernel/expression.ts';
import { conditionsAtHorizon, definiteIn, horizonOf } from './definite.ts';
import type { Judgement } from './judgement.ts';
import { judge } from './judgement.ts';
import type { Measure, Sample } from './pointwise.ts';
import { samplesOf } from './pointwise.ts';
import type { Asked, Draw } from './setting.ts';

type Kind = Omit<Draw, 'attempt'>;

/** What else to look at, at the horizon. */
export interface Further {
  readonly expressions: readonly Expression[];
  readonly take: Measure;
}

/** `wanted`: samples of each kind. */
export const judgeAll = (asked: Asked, kinds: readonly Kind[], wanted: number, take: Measure, further: Further | null = null): Judgement => {
  const first = firstJudgement(asked, kinds, wanted, take);
  if (first.outcome !== 'contradicts') return first;
  const definite = definiteIn(asked.expressions, asked.hypotheses, asked.data, first.sample.site.draw.dimension);
  if (definite.length === 0) return first;
  const there = atHorizon(asked, definite, (at) => firstJudgement({ ...at, expressions: asked.expressions }, kinds, wanted, take))
    ?? (further === null ? null : atHorizon(asked, definite, (at) => firstJudgement({ ...at, expressions: further.expressions }, kinds, wanted, further.take)));
  if (there !== null) return there;
  const names = [...new Set(definite)].join(', ');
  return { outcome: 'silent', reason: `${names} is one definite function, of which an instance chooses the values` };
};

/** What contradicts the claim where the functions are at their horizon; where one is taken at T − t, that is at time 0. */
const atHorizon = (asked: Asked, definite: readonly string[], judgeAt: (asked: Asked) => Judgement): Judgement | null => {
  const horizon = horizonOf(asked.data);
  if (horizon === null) return null;
  const conditions = conditionsAtHorizon(asked.conditions, horizon);
  for (const value of [horizon, num(0)]) {
    const there = judgeAt({ ...asked, conditions, time: { value, horizon, definite } });
    if (there.outcome === 'contradicts') return there;
  }
  return null;
};

const firstJudgement = (asked: Asked, kinds: readonly Kind[], wanted: number, take: Measure): Judgement => {
  const samples: Sample[] = [];
  let problem: string | null = null;
  for (const kind of kinds) {
    const found = samplesOf(asked, kind, wanted, take);
    samples.push(...found.samples);
    if (found.samples.length === 0) problem ??= found.problem;
    const judgement = judge(samples, problem);
    // Where one dimension gives no value, neither will the others, which may take longer.
    if (judgement.outcome === 'contradicts' || problem !== null) return judgement;
  }
  return judge(samples, problem);
};

import { describe, expect, it } from 'vitest';
import { conditionsEverywhere, hasOtherSpaces } from '../../src/kernel/bound.ts';
import type { Condition } from '../../src/kernel/expression.ts';
import { apply, at, controlVariable, coordinate, dot, field, integral, minus, num, optimum, transpose, use } from '../../src/kernel/expression.ts';
import { prove } from '../../src/kernel/prove.ts';
import { G, a, goalOf, h, s, v, x } from './setting.ts';

const positive = (of: Condition['left']): Condition => ({ relation: '>', left: of, right: num(0) });
const k = field('k', [s]);

describe('a side condition', () => {
  it('may be used everywhere where its variables are nowhere bound', () => {
    const conditions = [positive(use(s)), positive(use(a))];
    expect(conditionsEverywhere(goalOf(use(k), use(k), { conditions }))).toEqual(conditions);
  });

  it('on a variable may not, where that is integrated or optimised over, or something is put in for it', () => {
    const conditions = [positive(use(s)), positive(use(a))];
    const bound = [integral(s, use(k)), at(use(k), [{ variable: s, value: minus(use(s)) }]), apply(k, [minus(use(s))]), optimum('min', controlVariable('s', null), use(k))];
    for (const e of bound) expect(conditionsEverywhere(goalOf(e, e, { conditions }))).toEqual([conditions[1]]);
    expect(conditionsEverywhere(goalOf(use(k), use(k), { conditions, under: [s] }))).toEqual([conditions[1]]);
  });

  it('at the point proves nothing about the values elsewhere: √(s²) at −s is not −s where s > 0', () => {
    const root = { kind: 'call', function: 'sqrt', argument: { kind: 'power', base: use(s), exponent: num(2) } } as const;
    const elsewhere = at(root, [{ variable: s, value: minus(use(s)) }]);
    const goal = goalOf(elsewhere, minus(use(s)), { conditions: [positive(use(s))] });
    expect(prove(goal).status).not.toBe('proved');
  });
});

it('a goal is known to speak of other spaces than that of x', () => {
  expect(hasOtherSpaces(goalOf(dot(use(v), use(v)), use(h)))).toBe(false);
  expect(hasOtherSpaces(goalOf(dot(use(G), transpose(use(G))), dot(use(G), transpose(use(G)))))).toBe(true);
  const z = coordinate('z', 'k');
  expect(hasOtherSpaces(goalOf(integral(z, use(h)), use(h)))).toBe(true);
  expect(hasOtherSpaces(goalOf(use(x), use(x), { conditions: [positive(dot(use(z), use(z)))] }))).toBe(true);
});

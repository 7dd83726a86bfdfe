import { describe, expect, it } from 'vitest';
import type { Expression, Hypothesis } from '../../src/kernel/expression.ts';
import { laplacian, num, plus, pow, times, use } from '../../src/kernel/expression.ts';
import { isBetweenParameters, numbersForEquations } from '../../src/kernel/parameter-equations.ts';
import type { Workplace } from '../../src/kernel/prove.ts';
import { defaultLimits, workplaceFor } from '../../src/kernel/prove.ts';
import { add, compare, multiply, rational } from '../../src/kernel/rational.ts';
import { modelPoint, refute } from '../../src/kernel/refute.ts';
import { a, b, c, goalOf, h } from './setting.ts';

const equation = (left: Expression, right: Expression): Hypothesis => ({ kind: 'equation', name: 'given', left, right });
const placeFor = (...hypotheses: readonly Hypothesis[]): Workplace => workplaceFor(goalOf(num(0), num(0), { hypotheses }), 1, defaultLimits());
const circle = equation(plus(pow(use(a), num(2)), pow(use(c), num(2))), num(1));

describe('an equation between parameters that is not solved for one', () => {
  it('is satisfied by exact numbers, admissible ones only', () => {
    const place = placeFor(circle);
    expect(isBetweenParameters(place)).toBe(true);
    const choices = numbersForEquations(place);
    expect(choices.length).toBeGreaterThan(2);
    for (const choice of choices) {
      const [first, second] = [...choice.values()];
      if (first === undefined || second === undefined) throw new Error('not two numbers');
      expect(add(multiply(first, first), multiply(second, second))).toEqual(rational(1));
      expect([...choice].every(([key, value]) => !key.startsWith('%c') || compare(value, rational(0)) > 0)).toBe(true);
    }
  });

  it('lets a claim be refuted at such numbers, and at no others', () => {
    const result = refute(goalOf(use(a), use(c), { hypotheses: [circle] }));
    expect(result.status).toBe('refuted');
  });

  it('refutes nothing where no such numbers are found, and is no model either', () => {
    const impossible = equation(plus(pow(use(a), num(4)), pow(use(b), num(2))), num(-1));
    const irrational = equation(plus(pow(use(a), num(2)), pow(plus(pow(use(b), num(2)), num(-7)), num(2))), num(0));
    const onlyZero = equation(plus(pow(use(a), num(2)), pow(use(b), num(2))), num(0));
    for (const given of [impossible, irrational, onlyZero]) {
      expect(refute(goalOf(use(a), num(0), { hypotheses: [given] })).status).not.toBe('refuted');
    }
    for (const given of [impossible, irrational]) expect(modelPoint(goalOf(use(a), use(a), { hypotheses: [given] }), 1, 1)).toBeNull();
    expect(modelPoint(goalOf(use(a), use(a), { hypotheses: [circle] }), 1, 1)).not.toBeNull();
  });

  it('is none where fields occur, where it is solved, or where there are several', () => {
    expect(isBetweenParameters(placeFor(equation(pow(laplacian(use(h)), num(2)), pow(use(a), num(2)))))).toBe(false);
    expect(isBetweenParameters(placeFor(equation(use(a), times(num(2), use(b)))))).toBe(false);
    expect(numbersForEquations(placeFor())).toEqual([new Map()]);
  });
});

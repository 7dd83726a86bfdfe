/**
 * V = −λ log ψ: what the logarithmic transform leaves of the Hamilton–Jacobi–Bellman equation, when that is linear, and
 * what follows then: an expectation along the process without control, and the optimal control as its gradient.
 */
import { isWrittenZero } from '../../calculus/equation.ts';
import type { QuadraticProblem } from '../../calculus/log-transform.ts';
import { actionMatrix, exponentialOf, linearOperator, logarithmOf, optimalAction, remainder } from '../../calculus/log-transform.ts';
import { blockPairs } from '../../calculus/generator.ts';
import { diffusion } from '../../calculus/diffusion.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, at, field, minus, num, over, parameter, plus, times, use } from '../../kernel/expression.ts';
import { bodyText, formulaText } from '../formula-text.ts';
import type { Derived, NotFound, Prose, Step } from '../derivation.ts';
import { equation, say } from '../derivation.ts';
import { newField } from '../process/once.ts';
import { claimText } from '../setting.ts';
import type { Analysis } from './analysis.ts';
import { hamiltonianAt, isMinimum, named, optimumOver, withTimeAndDiscount } from './analysis.ts';
import { anotherProcess } from './another-process.ts';
import { matchingTemperature, quadraticProblemOf } from './quadratic-problem.ts';
import { tidy } from './tidy.ts';

export const logTransform = (a: Analysis): Derived => {
  const heading = `Logarithmic transform of the value of ${a.problem.name}`;
  const read = quadraticProblemOf(a);
  if ('reason' in read) return { sections: [], notFound: [missing(a, read.reason)] };
  const { quadratic: q, least } = read;
  const matching = matchingTemperature(a, q);
  const general = remainderStep(a, q, matching);
  if (matching === null) return { sections: [{ heading, steps: [general] }], notFound: [missing(a, mismatch(a, q))] };
  if (!a.hasEquation && q.discount === null) return { sections: [{ heading, steps: [general] }], notFound: [missing(a, 'its Hamilton–Jacobi–Bellman equation cannot be used; what it leaves stands in the transform')] };
  if (q.discount !== null) return { sections: [{ heading, steps: [general] }], notFound: [missing(a, `the discount leaves the term ${formulaText(q.discount)} psi log psi`)] };
  return { sections: [{ heading, steps: [general, linearStep(a, q, matching), ...pathIntegralSteps(a, q, least, matching)] }], notFound: pathIntegralMissing(a) };
};

const missing = (a: Analysis, reason: string): NotFound => ({ what: `a linear equation for the value of ${a.problem.name}`, reason });

/** `no number lambda makes G G^T equal to lambda B R^-1 B^T` */
const mismatch = (a: Analysis, q: QuadraticProblem): string => {
  const lambda = use(parameter('lambda', { sign: 'positive' }));
  const pairs = blockPairs(q.passive).flatMap(([b, c]) => {
    const [noise, action] = [diffusion(b, c), actionMatrix(q, b, c)];
    return noise === null && action === null ? [] : [`${noise === null ? '0' : formulaText(tidy(a.setting, noise))} = ${action === null ? '0' : formulaText(tidy(a.setting, times(lambda, action)))}`];
  });
  return `it needs a constant lambda with ${pairs.join(' and ')}, and none was found`;
};

const remainderStep = (a: Analysis, q: QuadraticProblem, matching: Expression | null): Step => {
  const { setting, problem } = a;
  const lambda = parameter(setting.names.fresh('lambda', 'kappa', 'ell'), { sign: 'positive' });
  const psi = named(setting, ['chi', 'psi_lambda'], a.slots, exponentialOf(problem.sense, a.value, use(lambda)));
  const left = linearOperator(q, use(psi.field), use(lambda));
  // Of any function: that of one value might vanish by chance.
  const arbitrary = newField(setting, ['eta', 'zeta', 'omega'], a.slots, { positive: true });
  const square = remainder({ ...q, discount: null }, arbitrary.expression, use(lambda));
  const linear = matching === null || q.discount !== null ? [] : [{ name: `When the equation of ${problem.name} is linear`, text: `${claimText(square, num(0))} iff ${lambda.name} = ${formulaText(matching)}` }];
  return {
    title: `Logarithmic transform for ${problem.name}`, rule: 'hopf-cole', standing: 'derived',
    declarations: [`param ${lambda.name} > 0`, psi.declaration, ...(linear.length === 0 ? [] : arbitrary.declarations)],
    prose: [
      ...say`For ${use(psi.field)}, with any number ${use(lambda)}, the terms of first and second order are linear, and a square is left [@fleming1982]${q.discount === null ? '' : ', besides what the discount brings'}. `,
      ...(linear.length === 0 ? say`It vanishes for every function exactly where the matrix in it is zero:` : say`For any function ${arbitrary.expression} in place of ${use(psi.field)}, it vanishes for one ${use(lambda)} and for no other:`),
    ],
    claims: [{ text: a.hasEquation ? claimText(left, remainder(q, use(psi.field), use(lambda)), 'hjb') : claimText(left, plus(remainder(q, use(psi.field), use(lambda)), leftByEquation(a, use(psi.field), use(lambda)))) }, ...linear],
  };
};

/** −(ψ/λ) (min H − ρ V), which is zero where V solves its equation; of a reward with the other sign. */
const leftByEquation = (a: Analysis, psi: Expression, lambda: Expression): Expression => {
  const left = times(over(psi, lambda), withTimeAndDiscount(a, optimumOver(a, hamiltonianAt(a, a.problem.controls.map(use)))));
  return isMinimum(a) ? minus(left) : left;
};

const linearStep = (a: Analysis, q: QuadraticProblem, lambda: Expression): Step => {
  const { setting, problem } = a;
  const psi = named(setting, ['psi', 'desirability'], a.slots, exponentialOf(problem.sense, a.value, lambda));
  const own = use(psi.field);
  const terminal = problem.terminal === null || problem.horizon === null ? [] : [{
    name: `Terminal condition of the linear equation for ${problem.name}`,
    text: claimText(at(own, [{ variable: T_VARIABLE, value: problem.horizon }]), exponentialOf(problem.sense, problem.terminal, lambda)),
  }];
  return {
    title: `Linear equation for ${problem.name}`, rule: 'linearly-solvable', standing: 'derived', declarations: [psi.declaration],
    prose: [...say`The noise matches the cost of control`, ...conditionOf(a, q, lambda), ...say`. So ${own} solves a linear equation [@kappen2005; @todorov2009]:`],
    claims: [{ text: claimText(linearOperator(q, own, lambda), num(0), 'hjb') }, ...terminal],
  };
};

/** `: D = λ M`, for the first pair of blocks with noise; nothing where both sides are written alike. */
const conditionOf = (a: Analysis, q: QuadraticProblem, lambda: Expression): Prose => {
  for (const [b, c] of blockPairs(q.passive)) {
    const [noise, action] = [diffusion(b, c), actionMatrix(q, b, c)];
    if (noise === null || action === null) continue;
    const [left, right] = [tidy(a.setting, noise), times(lambda, tidy(a.setting, action))];
    return formulaText(left) === formulaText(right) ? [] : [': ', equation(left, right)];
  }
  return [];
};

const pathIntegralMissing = (a: Analysis): readonly NotFound[] =>
  a.problem.terminal === null ? [{ what: `the value of ${a.problem.name} as an expectation`, reason: 'the horizon is infinite' }] : [];

const pathIntegralSteps = (a: Analysis, q: QuadraticProblem, least: Expression, lambda: Expression): readonly Step[] => {
  const { setting, problem } = a;
  const { terminal, horizon } = problem;
  if (terminal === null || horizon === null) return [];
  const free = anotherProcess(setting, q.passive, [`${q.passive.blocks[0]?.name ?? 'X'}_0`, 'Y'], (block) => ({ drift: block.drift, noises: block.noises }));
  const h = field(setting.names.fresh('h', 'phi'), a.slots.some((v) => v.name === 't') ? a.slots : [...a.slots, T_VARIABLE], { sign: 'positive' });
  const rate = problem.sense === 'minimize' ? over(q.cost, lambda) : minus(over(q.cost, lambda));
  const weight = exponentialOf(problem.sense, terminal, lambda);
  const value = logarithmOf(problem.sense, use(h), lambda);
  const law = plus(...(formulaText(least) === '0' ? [] : [least]), tidy(setting, optimalAction(q, use(h), lambda)));
  const expectation = [
    `expectation ${h.name}(${h.slots.map((v) => v.name).join(',')}) of ${formulaText(weight)}`, ...(formulaText(horizon) === 'T' ? [] : [`at ${formulaText(horizon)}`]),
    `along ${free.process.name}`, ...(isWrittenZero(q.cost) ? [] : [`discounted ${formulaText(tidy(setting, rate))}`]),
  ].join(' ');
  return [{
    title: `Path-integral solution of ${problem.name}`, rule: 'feynman-kac', standing: 'derived', declarations: [free.declaration, expectation],
    prose: say`The linear equation is solved by an expectation along the process without control: ${use(h)} is the mean of ${weight} at the horizon${isWrittenZero(q.cost) ? '' : `, weighted by the running ${problem.sense === 'minimize' ? 'cost' : 'reward'} on the way`} [@kappen2005]. The value is its logarithm, times a number:`,
    claims: [{ text: bodyText({ kind: 'value', value, problem }) }],
  }, {
    title: `Optimal control of ${problem.name} as a gradient`, rule: 'linearly-solvable', standing: 'derived', declarations: [],
    prose: say`The optimal control climbs the logarithm of that expectation:`,
    claims: [{ text: bodyText({ kind: 'optimal', control: q.control, law, problem, value }) }],
  }];
};

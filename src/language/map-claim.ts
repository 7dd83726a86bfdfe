/**
 * A claim, process or condition with each of its formulas replaced.
 */
import type { Condition, Expression } from '../kernel/expression.ts';
import type { ClaimBody, Process } from './statement.ts';

type Change = (e: Expression) => Expression;

const orNull = (e: Expression | null, change: Change): Expression | null => (e === null ? null : change(e));

export const mapCondition = (c: Condition, change: Change): Condition => ({ ...c, left: change(c.left), right: change(c.right) });

export const mapProcess = (process: Process, change: Change): Process => ({
  ...process,
  blocks: process.blocks.map((block) => ({
    ...block, drift: change(block.drift),
    noises: block.noises.map((noise) => ({ ...noise, coefficient: change(noise.coefficient) })),
  })),
});

export const mapClaimBody = (body: ClaimBody, change: Change): ClaimBody => {
  switch (body.kind) {
    case 'equation':
      return { ...body, left: change(body.left), right: change(body.right), iff: body.iff?.map((c) => mapCondition(c, change)) ?? null };
    case 'chain':
      return { ...body, first: change(body.first), steps: body.steps.map((step) => ({ ...step, right: change(step.right) })) };
    case 'density': return { ...body, density: change(body.density), process: mapProcess(body.process, change) };
    case 'value': return { ...body, value: change(body.value) };
    case 'expectation':
      return {
        ...body, expectation: change(body.expectation), terminal: change(body.terminal), process: mapProcess(body.process, change),
        discount: orNull(body.discount, change), running: orNull(body.running, change), horizon: change(body.horizon),
      };
    case 'optimal': return { ...body, law: change(body.law), value: orNull(body.value, change) };
    case 'differential':
      return {
        ...body, of: change(body.of), drift: change(body.drift), process: mapProcess(body.process, change),
        noises: body.noises.map((noise) => ({ ...noise, coefficient: change(noise.coefficient) })),
      };
  }
};

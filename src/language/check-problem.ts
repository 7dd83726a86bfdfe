/**
 * Whether the parts of a problem fit together: what the terminal cost, the discount and the horizon may depend on, and
 * that nothing depends on a variable which is neither a state, the time, nor a control of the problem.
 */
import type { Expression } from '../kernel/expression.ts';
import { complain } from './complaint.ts';
import type { Problem, Span } from './statement.ts';
import type { Name } from './surface.ts';
import { variablesOf } from './variables.ts';

/** Where each clause stands; the whole statement where it does not stand at all. */
export interface ClauseSpans {
  readonly running: Span;
  readonly terminal: Span;
  readonly horizon: Span;
  readonly discount: Span;
  readonly process: Span;
}

export const checkProblem = (problem: Problem, controls: readonly Name[], spans: ClauseSpans): void => {
  checkDistinct(controls);
  const states = problem.process.blocks.map((b) => b.variable.name);
  const own = problem.controls.map((c) => c.name);
  if (problem.terminal !== null) {
    checkOnly(problem.terminal, states, spans.terminal, `the terminal ${wordFor(problem)}`, 'it is paid at the horizon, for the state that is reached');
  }
  if (problem.horizon !== null) checkOnly(problem.horizon, [], spans.horizon, 'the horizon', 'it is one constant, the same for every state');
  if (problem.discount !== null) checkOnly(problem.discount, [...states, 't'], spans.discount, 'the discount', 'it is a function of the state and the time alone');
  const all = [...states, 't', ...own];
  checkOnly(problem.running, all, spans.running, `the running ${wordFor(problem)}`, `${list(own)} ${own.length === 1 ? 'is' : 'are'} what the problem is over`);
  for (const part of problem.process.blocks.flatMap((b) => [b.drift, ...b.noises.map((n) => n.coefficient)])) {
    checkOnly(part, all, spans.process, `the process ${problem.process.name}`.trimEnd(), `${list(own)} ${own.length === 1 ? 'is' : 'are'} what the problem is over`);
  }
};

const wordFor = (problem: Problem): string => (problem.sense === 'minimize' ? 'cost' : 'reward');

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' and ');

const checkOnly = (e: Expression, allowed: readonly string[], span: Span, what: string, help: string): void => {
  const other = [...variablesOf(e).values()].find((v) => !allowed.includes(v.name));
  if (other === undefined) return;
  complain('E0510', span, `${what} depends on ${other.role === 'control' ? 'the control ' : ''}\`${other.name}\``, { help });
};

const checkDistinct = (controls: readonly Name[]): void => {
  const seen = new Set<string>();
  for (const { text, span } of controls) {
    if (seen.has(text)) complain('E0510', span, `the problem is over \`${text}\` twice`, { help: 'name each control once' });
    seen.add(text);
  }
};

/**
 * A setting in words: numbers, closed forms, laws and starts, as the claim language writes them.
 */
import type { Expression } from '../../../kernel/expression.ts';
import { numberOf } from '../../../kernel/expression.ts';
import type { Solved } from './instances.ts';

export const describe = ({ setting, worlds }: Solved, print: (e: Expression) => string): readonly string[] => {
  const { instance, spaces, interval, horizon, laws, starts, tied } = setting;
  const plans = worlds[0]?.plans.byField ?? new Map<string, unknown>();
  const sizes = [...spaces].map(([space, size]) => `dimension of ${space}: ${size}`);
  const constants = [...instance.parameters].map(([name, values]) =>
    `${name} = ${list(tied.get(name)?.map((v) => v.toPrecision(8)) ?? values.map((v) => print(numberOf(v))))}`);
  const functions = [...instance.fields].flatMap(([name, { slots, components }]) => (plans.has(name) ? []
    : [`${name}(${slots.flat().map((v) => v.name).join(', ')}) = ${list(components.map(print))}`]));
  const solved = [...plans.keys()].map((name) => {
    const law = laws.get(name);
    const start = starts.get(name);
    const from = start !== undefined ? ` from ${list(start.map(String))}`
      : law === undefined ? '' : ` (as a density: from ${law.map((p) => `${p.weight} N(${list(p.means.map(String))}, ${list(p.deviations.map((s) => `${s}²`))})`).join(' + ')})`;
    return `${name} is solved for${from}`;
  });
  return [...sizes, ...constants, ...functions, ...solved, `0 ≤ t ≤ ${horizon}`, `${interval[0]} ≤ x ≤ ${interval[1]}, reflecting`];
};

const list = (texts: readonly string[]): string => (texts.length === 1 ? texts[0] ?? '' : `(${texts.join(', ')})`);

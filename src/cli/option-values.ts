/**
 * The values of options, read strictly: what is not exactly right is a usage error that says what would be.
 */
import type { Budget } from '../check/check.ts';
import type { Method } from '../check/witness/witness.ts';
import type { ReporterName } from '../report/names.ts';
import { OFFERED } from '../check/witness/registry.ts';
import { REPORTER_NAMES, isReporterName } from '../report/names.ts';
import { UsageError } from './surroundings.ts';

/** A reporter and where it writes; null: stdout. */
export interface ReporterChoice {
  readonly name: ReporterName;
  readonly file: string | null;
}

const WHOLE_NUMBER = /^\d{1,15}$/;

const wholeNumber = (text: string, least: number, what: string): number => {
  const value = Number(text);
  if (!WHOLE_NUMBER.test(text) || value < least) throw new UsageError(`${what} is a whole number from ${least} on, not '${text}'`);
  return value;
};

export const seedFrom = (text: string): number => wholeNumber(text, 0, 'a seed');
export const jobsFrom = (text: string): number => Math.min(64, wholeNumber(text, 1, 'the number of jobs'));

export const stepsFrom = (text: string): number => wholeNumber(text, 1, 'the number of steps');
export const batchFrom = (text: string): number => wholeNumber(text, 1, 'a batch');

/** A rate of training; which ones are too large, the training says. */
export const rateFrom = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && Number.isFinite(value))) throw new UsageError(`a rate is a positive number such as 0.005, not '${text}'`);
  return value;
};

export const widthFrom = (text: string): number => wholeNumber(text, 20, 'a width');

/** `exact,instances`: by which means claims are looked at. The kernel's verdict is always among them. */
export const methodsFrom = (text: string): readonly Method[] => {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !OFFERED.some((method) => method === name));
  if (unknown === '') throw new UsageError(`the means are names with commas between them, of ${OFFERED.join(', ')}`);
  if (unknown !== undefined) throw new UsageError(`there is no means '${unknown}'; there are ${OFFERED.join(', ')}`);
  return OFFERED.filter((method) => method === 'exact' || names.includes(method));
};

/** The budget of a claim that states none. The same numbers as in src/check/check.ts, which `--help` must not load. */
export const DEFAULT_BUDGET: Budget = { milliseconds: 10_000, terms: 100_000 };

/** `2000` or `2000,50000`: milliseconds a claim, and the most terms. */
export const budgetFrom = (text: string): Budget => {
  const [milliseconds, terms, ...more] = text.split(',');
  if (more.length > 0) throw new UsageError(`a budget is MS or MS,TERMS, not '${text}'`);
  return {
    milliseconds: wholeNumber(milliseconds ?? '', 1, 'a budget in milliseconds'),
    terms: terms === undefined ? DEFAULT_BUDGET.terms : wholeNumber(terms, 1, 'a budget in terms'),
  };
};

/** `json` or `json=results.json`. */
export const reporterFrom = (text: string): ReporterChoice => {
  const split = text.indexOf('=');
  const name = split === -1 ? text : text.slice(0, split);
  const file = split === -1 ? null : text.slice(split + 1);
  if (!isReporterName(name)) throw new UsageError(`there is no reporter '${name}'; there are ${REPORTER_NAMES.join(', ')}`);
  if (file === '') throw new UsageError(`'${text}' names no file`);
  return { name, file };
};

const twice = (values: readonly string[]): string | undefined => values.find((v, i) => values.indexOf(v) !== i);

/** Two reports in one place would be neither. */
export const refuseSharedPlaces = (choices: readonly ReporterChoice[]): void => {
  const onStdout = choices.filter((c) => c.file === null);
  if (onStdout.length > 1) {
    const names = onStdout.map((c) => c.name);
    throw new UsageError(`only one reporter can write to stdout, not ${names.join(' and ')}: write ${names.at(-1)}=FILE`);
  }
  const file = twice(choices.flatMap((c) => (c.file === null ? [] : [c.file])));
  if (file !== undefined) throw new UsageError(`two reporters cannot write the same file ${file}`);
};

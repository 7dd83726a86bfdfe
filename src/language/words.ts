/**
 * The words of the language: those that begin or divide statements, and those that name an operation. None of them
 * can be declared, but for the few that a declaration may take over (`E`, `D`, `pi`, `Phi`).
 */
import { FUNCTIONS } from '../kernel/expression.ts';
import type { FunctionName } from '../kernel/expression.ts';
import { PREFIX_OPERATORS } from './surface.ts';

/** They end an expression. */
export const DIVIDING_WORDS: ReadonlySet<string> = new Set([
  'by', 'iff', 'where', 'is', 'over', 'running', 'terminal', 'discounted', 'plus', 'along', 'at', 'with', 'for', 'of',
  'and', 'backward', 'process', 'minimize', 'maximize', 'minimise', 'maximise',
]);

/** They begin a statement. */
export const OPENING_WORDS = [
  'dimension', 'param', 'field', 'variable', 'control', 'process', 'density', 'stationary', 'expectation', 'problem',
  'value', 'let', 'assume', 'claim', 'refute',
] as const;
export type OpeningWord = (typeof OPENING_WORDS)[number];

const OPERATION_WORDS: readonly string[] = [
  'dot', 'outer', 'normal', 'int', 'min', 'max', 'argmin', 'argmax', 'dt', 'I', ...PREFIX_OPERATORS,
];
/** Functions and constants that a declaration may take over. */
const REDECLARABLE: ReadonlySet<string> = new Set(['Phi', 'pi', 'E', 'D']);

/** Words that cannot be declared as names. */
export const isReserved = (name: string): boolean =>
  !REDECLARABLE.has(name) && (
    DIVIDING_WORDS.has(name) || OPERATION_WORDS.includes(name) || isFunctionName(name) || name === 'x' || name === 't'
  );

export const isFunctionName = (name: string): name is FunctionName =>
  (FUNCTIONS as readonly string[]).includes(name);

export const isOpeningWord = (name: string): name is OpeningWord =>
  (OPENING_WORDS as readonly string[]).includes(name);

/** Names that mean something without being declared. */
export const isBuiltIn = (name: string): boolean => name === 'I' || name === 'pi';

/** What may stand after `d` where a differential is read: dt, dW, dB_1. */
export const isDifferentialWord = (name: string): boolean => /^d(?:t|[A-Z][A-Za-z0-9_]*)$/.test(name);

/**
 * What can be typed after `hopfcole`, as plain data: the shells' completions are written from it.
 */
import type { Command } from './program.ts';

export interface OptionOutline {
  /** `--seed`. */
  readonly long: string;
  /** `-o`, or null. */
  readonly short: string | null;
  readonly description: string;
  readonly takesValue: boolean;
  /** The words that fit as its value; none: anything, or a file. */
  readonly values: readonly string[];
}

export interface CommandOutline {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionOutline[];
  /** The words that fit as its argument; none: files. */
  readonly values: readonly string[];
}

export type Outline = readonly CommandOutline[];

/** A command and those below it, as one: their words and options together, each once. */
const withThoseBelow = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(withThoseBelow)];
const once = <T>(items: readonly T[], key: (item: T) => string): readonly T[] => [...new Map(items.map((item) => [key(item), item])).values()];

export const outlineOfCommand = (command: Command): CommandOutline => {
  const all = withThoseBelow(command);
  return {
    name: command.name(), description: command.description(),
    values: all.flatMap((one) => [...one.commands.map((below) => below.name()), ...one.registeredArguments.flatMap((argument) => argument.argChoices ?? [])]),
    options: once(all.flatMap((one) => one.options), (option) => option.long ?? '').map((option) => ({
      long: option.long ?? '', short: option.short ?? null, description: option.description,
      takesValue: option.required || option.optional, values: option.argChoices ?? [],
    })),
  };
};

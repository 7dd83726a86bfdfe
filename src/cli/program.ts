/**
 * The commands and their options. The only file that knows the library that reads the command line.
 *
 * Nothing but that library is loaded here: each command's own module comes when the command runs.
 */
import type { CheckFlags, LintFlags } from './commands/check.ts';
import type { Budget } from '../check/check.ts';
import type { ExitCode } from './exit-code.ts';
import type { CommandOutline, Outline } from './outline.ts';
import type { Surroundings } from './surroundings.ts';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { REPORTER_NAMES } from '../report/names.ts';
import { EXIT } from './exit-code.ts';
import { DEFAULT_BUDGET, budgetFrom, jobsFrom, reporterFrom, seedFrom } from './option-values.ts';
import { UsageError } from './surroundings.ts';
import { tool } from './tool.ts';

const AFTER_HELP = `
Exit codes:
  0    every claim passed           4    no claims found
  1    a claim failed               64   wrong use
  2    a document has errors        70   internal error, never a verdict
  3    something is undecided       130  interrupted

Examples:
  hopfcole notes.md                          check one document
  hopfcole check derivations --only score    the claims whose names contain 'score'
  hopfcole explain notes.md:14               why the claim in line 14 has its verdict
  hopfcole check --reporter text --reporter sarif=claims.sarif`;

/** A wrong value is reported together with the option that it was given to. */
const strict = <T>(read: (text: string) => T) => (text: string): T => {
  try {
    return read(text);
  } catch (error) {
    throw error instanceof UsageError ? new InvalidArgumentError(error.message) : error;
  }
};
const collected = <T>(read: (text: string) => T) => (text: string, before: readonly T[]): readonly T[] =>
  [...before, strict(read)(text)];

const onlyOption = (): Option => new Option('--only <pattern>', 'only claims whose name contains the pattern; repeatable')
  .argParser(collected((text) => text)).default([], 'every claim');
const seedOption = (): Option => new Option('--seed <n>', 'seed of the search for counterexamples').argParser(strict(seedFrom)).default(1);
const budgetOption = (): Option => new Option('--budget <ms[,terms]>', 'time for a claim, and the most terms')
  .argParser(strict(budgetFrom)).default(DEFAULT_BUDGET, `${DEFAULT_BUDGET.milliseconds},${DEFAULT_BUDGET.terms}`);
const reporterOption = (): Option => new Option('--reporter <name[=file]>', 'how and where to report; repeatable')
  .choices(REPORTER_NAMES).argParser(collected(reporterFrom)).default([], 'text');

interface Deciding {
  readonly only: readonly string[];
  readonly seed: number;
  readonly budget: Budget;
}

type Run = (action: () => ExitCode | Promise<ExitCode>) => Promise<void>;

const addCheck = (program: Command, surroundings: Surroundings, run: Run): void => {
  program.command('check', { isDefault: true })
    .description('decide every claim of documents and folders')
    .argument('[paths...]', 'documents (.md, .claim) and folders of them; without any, this folder')
    .addOption(onlyOption()).addOption(reporterOption())
    .option('-v, --verbose', 'print the evidence of every claim', false)
    .addOption(seedOption()).addOption(budgetOption())
    .addOption(new Option('-j, --jobs <n>', 'processes among which a long run is shared out').argParser(strict(jobsFrom)).default(1))
    .option('-w, --watch', 'check again what changes', false)
    .action((paths: readonly string[], flags: CheckFlags) =>
      run(async () => (await import('./commands/check.ts')).check(paths, flags, surroundings)));
};

const addLint = (program: Command, surroundings: Surroundings, run: Run): void => {
  program.command('lint').description('read documents and check names and types, without deciding anything')
    .argument('[paths...]', 'documents and folders').addOption(reporterOption())
    .action((paths: readonly string[], flags: LintFlags) =>
      run(async () => (await import('./commands/check.ts')).lint(paths, flags, surroundings)));
};

const addExplain = (program: Command, surroundings: Surroundings, run: Run): void => {
  program.command('explain').description('say what an error code means, or tell a verdict step by step')
    .argument('<claim|code>', 'E0101, file.md:LINE, file.md, or the name of a claim')
    .argument('[name]', 'the name of a claim of that file')
    .addOption(seedOption()).addOption(budgetOption())
    .action((first: string, second: string | undefined, { seed, budget }: Deciding) =>
      run(async () => (await import('./commands/explain.ts')).explain(first, second, { seed, budget }, surroundings)));
};

const addMutate = (program: Command, surroundings: Surroundings, run: Run): void => {
  program.command('mutate').description('alter every proved claim in all single-edit ways and decide each mutant')
    .argument('[paths...]', 'documents and folders').addOption(onlyOption())
    .addOption(new Option('--reporter <name>', 'how to report').choices(['text', 'json']).default('text'))
    .addOption(seedOption()).addOption(budgetOption())
    .action((paths: readonly string[], { only, seed, budget, reporter }: Deciding & { reporter: 'text' | 'json' }) =>
      run(async () => (await import('./commands/mutate.ts')).mutate(paths, { only, reporter, options: { seed, budget } }, surroundings)));
};

const addExport = (program: Command, surroundings: Surroundings, run: Run): void => {
  program.command('export').description('write a script that proves the proved claims again with SymPy alone')
    .argument('<file>', 'a document')
    .addOption(new Option('--to <system>', 'for which system').choices(['sympy']).makeOptionMandatory())
    .option('-o, --output <file>', 'where to write it; without it, stdout')
    .addOption(seedOption()).addOption(budgetOption())
    .action((file: string, { to, output, seed, budget }: Deciding & { to: 'sympy'; output?: string }) =>
      run(async () => (await import('./commands/export.ts'))
        .exportDocument(file, { to, output: output ?? null, options: { seed, budget } }, surroundings)));
};

const addSmallOnes = (program: Command, surroundings: Surroundings, run: Run): void => {
  program.command('schema').description('print the JSON Schema of the json report')
    .action(() => run(async () => (await import('./commands/schema.ts')).schema(surroundings)));
  program.command('completion').description('print a script that completes commands and options')
    .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']))
    .action((shell: 'bash' | 'zsh' | 'fish') =>
      run(async () => (await import('./commands/completion.ts')).completion(shell, outlineOf(program), surroundings)));
};

const outlineOfCommand = (command: Command): CommandOutline => ({
  name: command.name(), description: command.description(),
  values: command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
  options: command.options.map((option) => ({
    long: option.long ?? '', short: option.short ?? null, description: option.description,
    takesValue: option.required || option.optional, values: option.argChoices ?? [],
  })),
});

export const outlineOf = (program: Command): Outline => program.commands.map(outlineOfCommand);

export const buildProgram = (surroundings: Surroundings, run: Run): Command => {
  const { stdout, stderr } = surroundings;
  const program = new Command('hopfcole')
    .description('Proves or refutes claimed identities of stochastic control and diffusion models, exactly.')
    .version(tool().version).showHelpAfterError('(`hopfcole --help` says more)').exitOverride()
    .configureOutput({
      writeOut: stdout.write, writeErr: stderr.write, getOutHasColors: () => stdout.coloured,
      getErrHasColors: () => stderr.coloured, getOutHelpWidth: () => Math.min(stdout.columns, 100),
      getErrHelpWidth: () => Math.min(stderr.columns, 100),
    })
    .addHelpText('after', AFTER_HELP);
  for (const add of [addCheck, addLint, addExplain, addMutate, addExport, addSmallOnes]) add(program, surroundings, run);
  return program;
};

/** The exit code when reading the command line ended the program: help asked for is no error. null: something else. */
export const exitCodeOfReading = (error: unknown): ExitCode | null => {
  if (!(error instanceof CommanderError)) return null;
  return error.exitCode === 0 ? EXIT.passed : EXIT.usage;
};


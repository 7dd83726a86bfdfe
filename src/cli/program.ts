/**
 * The commands and their options. The only file that knows the library that reads the command line.
 *
 * Nothing but that library is loaded here: each command's own module comes when the command runs.
 */
import type { CheckFlags, LintFlags } from './commands/check.ts';
import type { DeriveFlags } from './commands/derive.ts';
import type { ArticleForm } from '../report/article/article.ts';
import type { OutputName } from '../derive/outputs.ts';
import type { Budget } from '../check/check.ts';
import type { Method } from '../check/witness/witness.ts';
import type { ExitCode } from './exit-code.ts';
import type { Outline } from './outline.ts';
import type { Surroundings } from './surroundings.ts';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { OUTPUTS } from '../derive/outputs.ts';
import { OFFERED } from '../check/witness/registry.ts';
import { REPORTER_NAMES } from '../report/names.ts';
import { EXIT } from './exit-code.ts';
import { outlineOfCommand } from './outline.ts';
import { addTrain } from './train-program.ts';
import { DEFAULT_BUDGET, budgetFrom, jobsFrom, methodsFrom, reporterFrom, seedFrom, widthFrom } from './option-values.ts';
import { UsageError } from './surroundings.ts';
import { tool } from './tool.ts';

const AFTER_HELP = `
Exit codes:
  0    every claim passed           5    numbers contradict a proof
  1    a claim failed               64   wrong use
  2    a document has errors        70   internal error, never a verdict
  3    something is undecided       130  interrupted
  4    no claims found

Examples:
  hopfcole notes.md                          check one document
  hopfcole check derivations --only score    the claims whose names contain 'score'
  hopfcole explain notes.md:14               why the claim in line 14 has its verdict
  hopfcole check notes.md --methods exact,instances
  hopfcole train score -o score.svg          a score network beside the exact score
  hopfcole check --reporter text --reporter sarif=claims.sarif`;

export type { Command, Option } from 'commander';

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
const seedOption = (): Option => new Option('--seed <n>', 'seed of counterexamples and of random instances').argParser(strict(seedFrom)).default(1);
const budgetOption = (): Option => new Option('--budget <ms[,terms]>', 'time for a claim, and the most terms')
  .argParser(strict(budgetFrom)).default(DEFAULT_BUDGET, `${DEFAULT_BUDGET.milliseconds},${DEFAULT_BUDGET.terms}`);
const EXACT: readonly Method[] = ['exact'];
const methodsOption = (): Option => new Option('--methods <list>', 'by which means claims are looked at, with commas between them; the verdict is always the exact one')
  .choices(OFFERED).argParser(strict(methodsFrom)).default(EXACT, 'exact');
const reporterOption = (): Option => new Option('--reporter <name[=file]>', 'how and where to report; repeatable')
  .choices(REPORTER_NAMES).argParser(collected(reporterFrom)).default([], 'text');

interface Deciding {
  readonly only: readonly string[];
  readonly seed: number;
  readonly budget: Budget;
}

/** Takes what a command does, and keeps its exit code. */
export type Run = (action: () => ExitCode | Promise<ExitCode>) => Promise<void>;

const addCheck = (program: Command, surroundings: Surroundings, run: Run): void => {
  program.command('check', { isDefault: true })
    .description('decide every claim of documents and folders')
    .argument('[paths...]', 'documents (.md, .claim) and folders of them; without any, this folder')
    .addOption(onlyOption()).addOption(reporterOption())
    .option('-v, --verbose', 'print the evidence of every claim', false)
    .addOption(methodsOption()).addOption(seedOption()).addOption(budgetOption())
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

interface DeriveWords extends Deciding {
  readonly process: readonly string[];
  readonly problem: readonly string[];
  readonly field: readonly string[];
  readonly param: readonly string[];
  readonly variable: readonly string[];
  readonly control: readonly string[];
  readonly declare: readonly string[];
  readonly dimension?: string;
  readonly ansatz?: string;
  readonly fromProblem: boolean;
  readonly to: OutputName;
  readonly fragment: boolean;
  readonly width?: number;
  readonly output?: string;
}

const flagsOfDerive = (words: DeriveWords): DeriveFlags => ({
  only: words.only, ansatz: words.ansatz ?? null, fromProblem: words.fromProblem, to: words.to, fragment: words.fragment,
  width: words.width ?? null, output: words.output ?? null, options: { seed: words.seed, budget: words.budget },
  given: {
    dimension: words.dimension ?? null, parameters: words.param, fields: words.field, variables: words.variable,
    controls: words.control, statements: words.declare, processes: words.process, problems: words.problem,
  },
});

/** An option that may be given several times, each time with one statement. */
const statementOption = (flags: string, description: string): Option =>
  new Option(flags, description).argParser(collected((text) => text)).default([], 'none');

const addDerive = (program: Command, surroundings: Surroundings, run: Run): void => {
  program.command('derive').description('work out what follows from processes and problems, each step proved')
    .argument('[file]', 'a document; or none, and the options below')
    .addOption(new Option('--only <name>', 'only this process or problem; repeatable').argParser(collected((text) => text)).default([], 'all'))
    .addOption(statementOption('--process <text>', "'dX = f dt + g dW'; with more blocks '(Q,V)(q,v): dQ = …; dV = …'"))
    .addOption(statementOption('--problem <text>', "'minimize running 1/2 |u|^2 terminal k over u along X'"))
    .addOption(statementOption('--field <text>', "'f(x,t): vector'")).addOption(statementOption('--param <text>', "'theta > 0'"))
    .addOption(statementOption('--control <text>', "'u: vector'")).addOption(statementOption('--variable <text>', "'v: vector'"))
    .addOption(statementOption('--declare <text>', 'any other statement'))
    .option('--dimension <n>', 'how many components x has; without it every dimension')
    .option('--ansatz <text>', "'V = 1/2 x^T K(t) x + c(t)': reduce the problem by it")
    .option('--from-problem', 'the diffusion whose score solves a linearly solvable problem', false)
    .addOption(new Option('--to <form>', 'what to write').choices(OUTPUTS).default('text'))
    .option('--fragment', 'of LaTeX: for an existing paper, without a preamble', false)
    .addOption(new Option('--width <n>', 'characters in a line of a formula').argParser(strict(widthFrom)))
    .option('-o, --output <file>', 'where to write it; without it, stdout')
    .addOption(seedOption()).addOption(budgetOption())
    .action((file: string | undefined, words: DeriveWords) =>
      run(async () => (await import('./commands/derive.ts')).deriveCommand(file, flagsOfDerive(words), surroundings)));
};

interface LatexWords extends Deciding {
  readonly article: boolean;
  readonly fragment: boolean;
  readonly markdown: boolean;
  readonly proofs: boolean;
  readonly output?: string;
  readonly width?: number;
  readonly bibliography: string;
}

/** One form at a time. */
const formOf = ({ article, fragment, markdown }: LatexWords): ArticleForm => {
  if ([article, fragment, markdown].filter(Boolean).length > 1) throw new UsageError('one of --article, --fragment and --markdown, not several');
  return fragment ? 'fragment' : markdown ? 'markdown' : 'article';
};

const addLatex = (program: Command, surroundings: Surroundings, run: Run): void => {
  program.command('latex').description('decide a document and write it as an article, its formulas made from what was decided')
    .argument('<file>', 'a document').addOption(onlyOption())
    .option('--article', 'a complete file for pdflatex; the default', false)
    .option('--fragment', 'LaTeX for an existing paper, without a preamble', false)
    .option('--markdown', 'Markdown with formulas between dollars', false)
    .option('--proofs', 'tell each proof: what is put in, expanded, and cancels', false)
    .addOption(new Option('--width <n>', 'characters in a line of a formula').argParser(strict(widthFrom)))
    .option('--bibliography <file>', "write the references as BibTeX into this file; 'inline': into the text", 'inline')
    .option('-o, --output <file>', 'where to write it; without it, stdout')
    .addOption(seedOption()).addOption(budgetOption())
    .action((file: string, words: LatexWords) => run(async () => (await import('./commands/latex.ts')).latexCommand(file, {
      form: formOf(words), proofs: words.proofs, output: words.output ?? null, width: words.width ?? null, only: words.only,
      bibliography: words.bibliography, options: { seed: words.seed, budget: words.budget },
    }, surroundings)));
};

const addSmallOnes = (program: Command, surroundings: Surroundings, run: Run): void => {
  program.command('schema').description('print the JSON Schema of the json report, or of a derivation')
    .addArgument(new Argument('[of]', 'of what').choices(['results', 'derivation']).default('results'))
    .action((of: 'results' | 'derivation') => run(async () => (await import('./commands/schema.ts')).schema(of, surroundings)));
  program.command('completion').description('print a script that completes commands and options')
    .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']))
    .action((shell: 'bash' | 'zsh' | 'fish') =>
      run(async () => (await import('./commands/completion.ts')).completion(shell, outlineOf(program), surroundings)));
};

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
  for (const add of [addCheck, addLint, addExplain, addMutate, addExport, addDerive, addLatex]) add(program, surroundings, run);
  addTrain(program, surroundings, run, (flags, description) => new Option(flags, description), strict);
  addSmallOnes(program, surroundings, run);
  return program;
};

/** The exit code when reading the command line ended the program: help asked for is no error. null: something else. */
export const exitCodeOfReading = (error: unknown): ExitCode | null => {
  if (!(error instanceof CommanderError)) return null;
  return error.exitCode === 0 ? EXIT.passed : EXIT.usage;
};


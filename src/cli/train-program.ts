/**
 * `hopfcole train` and its options. Nothing of networks is loaded before a training runs.
 */
import type { Training, TrainFlags } from './commands/train.ts';
import type { Command, Option, Run } from './program.ts';
import type { Surroundings } from './surroundings.ts';
import type { EngineName, PlannerName, ProblemName, ScheduleName, TargetName } from './training/choices.ts';
import { batchFrom, rateFrom, seedFrom, stepsFrom } from './option-values.ts';
import { DIMENSIONS, ENGINES, HORIZONS, PLANNERS, PROBLEMS, SCHEDULES, TARGETS } from './training/choices.ts';

interface Words {
  readonly engine: EngineName;
  readonly seed: number;
  readonly steps?: number;
  readonly batch?: number;
  readonly rate?: number;
  readonly output?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

const flagsOf = ({ engine, seed, steps, batch, rate, output, json, quiet }: Words): TrainFlags => ({
  engine, seed, steps: steps ?? null, batch: batch ?? null, rate: rate ?? null, output: output ?? null, json, quiet,
});

const AFTER_HELP = `
Exit codes: 0 every figure is within its bound; 1 one is not; 3 the training diverged, or did not fit into memory;
64 wrong use, or an engine that is not installed; 130 interrupted. Nothing of a training that did not end is shown or written.`;

type MakeOption = (flags: string, description: string) => Option;
type Strict = <T>(read: (text: string) => T) => (text: string) => T;

export const addTrain = (program: Command, surroundings: Surroundings, run: Run, option: MakeOption, strict: Strict): void => {
  const train = program.command('train').description('train networks for one instance, and draw them beside what is known of it');
  const add = (name: string, description: string): Command => train.command(name).description(description)
    .addOption(option('--engine <name>', 'what computes; tensorflow is an optional part').choices(ENGINES).default('wasm'))
    .addOption(option('--steps <n>', 'steps of training; without it, those of the recipe').argParser(strict(stepsFrom)))
    .addOption(option('--batch <n>', 'rows in a step').argParser(strict(batchFrom)))
    .addOption(option('--rate <x>', 'the highest rate').argParser(strict(rateFrom)))
    .addOption(option('--seed <n>', 'seed of the instance, the weights and the samples').argParser(strict(seedFrom)).default(1))
    .option('-o, --output <file>', 'where to draw the picture (SVG); without it, none is drawn')
    .option('--json', 'print the figures as JSON', false)
    .option('-q, --quiet', 'show no progress', false)
    .addHelpText('after', AFTER_HELP);
  const start = async (words: Words, load: () => Promise<Training>): Promise<void> =>
    run(async () => (await import('./commands/train.ts')).trainCommand(load, flagsOf(words), surroundings));

  add('score', 'a score network for a random mixture of normal laws')
    .addOption(option('--dimension <d>', 'of the data').choices(DIMENSIONS).default('1'))
    .addOption(option('--schedule <name>', 'of the noise').choices(SCHEDULES).default('ou'))
    .addOption(option('--targets <name>', 'what the loss compares with').choices(TARGETS).default('component'))
    .action((words: Words & { dimension: string; schedule: ScheduleName; targets: TargetName }) => start(words, async () => {
      const { trainScore } = await import('./training/score.ts');
      const flags = { ...flagsOf(words), dimension: Number(words.dimension), schedule: words.schedule, targets: words.targets };
      return (underway) => trainScore(flags, underway);
    }));
  add('control', 'value and policy networks for a problem with a closed form, by policy iteration')
    .addArgument(train.createArgument('<problem>', 'which').choices(PROBLEMS))
    .action((problem: ProblemName, words: Words) => start(words, async () => {
      const { trainControl } = await import('./training/control.ts');
      return (underway) => trainControl({ ...flagsOf(words), problem }, underway);
    }));
  add('planner', 'a diffusion of trajectories that plans for a point mass')
    .addArgument(train.createArgument('<planner>', 'which').choices(PLANNERS))
    .addOption(option('--horizon <n>', 'knots of a plan').choices(HORIZONS).default('16'))
    .action((planner: PlannerName, words: Words & { horizon: string }) => start(words, async () => {
      const { trainPlanner } = await import('./training/planner.ts');
      return (underway) => trainPlanner({ ...flagsOf(words), planner, horizon: Number(words.horizon) }, underway);
    }));
};

/**
 * `hopfcole train`: small trainings, the figures and the picture that they leave, and how they end.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TrainFlags, Training } from '../../src/cli/commands/train.ts';
import { trainCommand } from '../../src/cli/commands/train.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';
import type { ProblemName } from '../../src/cli/training/choices.ts';
import { trainControl } from '../../src/cli/training/control.ts';
import { trainPlanner } from '../../src/cli/training/planner.ts';
import { trainScore } from '../../src/cli/training/score.ts';
import type { Underway } from '../../src/cli/training/settings.ts';
import { plainEngine } from '../../src/networks/engine/plain.ts';
import { wasmEngine } from '../../src/networks/engine/wasm.ts';
import type { NetworkFault } from '../../src/networks/network-error.ts';
import { NetworkError } from '../../src/networks/network-error.ts';
import type { Curve } from '../../src/report/picture/model.ts';
import { SMALL_DIFFUSER } from '../../src/networks/planner/diffuser-experiment.ts';
import type { TrainingReport } from '../../src/report/training/model.ts';
import { figureHolds } from '../../src/report/training/model.ts';
import { trainingToSvg } from '../../src/report/training/picture.ts';
import { allOf, readXml, textOf } from '../report/picture/xml.ts';
import { folderWith, hopfcole, recorder } from './stage.ts';
import { TOY } from './toy.ts';

const underway: Underway = { engine: wasmEngine(), signal: { aborted: false }, onProgress: () => undefined };
const given = { engine: 'wasm', seed: 1, steps: null, batch: null, rate: null } as const;
const SMALL = { hidden: [16, 16], judged: 2048, shown: 640 };
const scoreOf = (dimension: number, steps: number, seed = 1): TrainingReport =>
  trainScore({ ...given, seed, steps, dimension, schedule: 'ou', targets: 'component' }, underway, SMALL);
const figure = (report: TrainingReport, name: string): TrainingReport['figures'][number] => report.figures.find((one) => one.name === name)!;

/** A curve of a panel, by their names. */
const curve = (report: TrainingReport, panel: string, name: string): Curve => {
  const found = report.rows.flat().find(({ title }) => title === panel);
  if (found?.kind !== 'curves') throw new Error(`no panel ${panel}`);
  return found.curves.find((one) => one.name === name)!;
};
const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((most, value, k) => Math.max(most, Math.abs(value - b[k]!)), 0);

/** The texts of the picture, and how many panels it has. */
const shown = async (report: TrainingReport): Promise<{ readonly texts: readonly string[]; readonly panels: number; readonly svg: string }> => {
  const svg = await trainingToSvg(report), root = readXml(svg);
  return { svg, texts: allOf(root, 'text').map(textOf), panels: allOf(root, 'svg').length };
};

describe('a score', () => {
  const report = scoreOf(1, 300);

  test('has its loss beside the least one, its excess beside the squared error, and the error under its bound', () => {
    const loss = figure(report, 'denoising loss'), excess = figure(report, 'excess of the loss'), error = figure(report, 'score error');
    expect(loss.known).toBeGreaterThan(0);
    expect(loss.known).toBeLessThan(1);
    expect(Math.abs(loss.measured - loss.known!)).toBeLessThan(0.1);
    expect([excess, error].map(figureHolds)).toEqual([true, true]);
    expect(error.measured).toBeLessThan(0.25);
  });

  test('is drawn at three times, with the error over time and its bound, and all figures beside', async () => {
    const { texts, panels } = await shown(report);
    expect(panels).toBe(5);
    for (const word of [
      report.title, 't = 0.02', 't = 0.15', 't = 0.86', 'score ∂ log p(x, t)', 'x', 'exact score', 'trained score', 'density p(x, t)', 'Score error over time', 'time t',
      'its bound, by the excess of the loss', 'denoising loss', 'excess of the loss', 'score error', ...report.remarks,
    ]) expect(texts).toContain(word);
    expect(texts.some((text) => text.includes('engine wasm · steps 300 · seed 1'))).toBe(true);
  });

  test('its curves are the exact and the trained score', () => {
    const exact = curve(report, 't = 0.86', 'exact score'), trained = curve(report, 't = 0.86', 'trained score');
    const size = distance(exact.y, Array.from(exact.y, () => 0)), apart = distance(trained.y, exact.y);
    expect(apart).toBeGreaterThan(0);
    expect(apart / size).toBeLessThan(0.2);
    // In the mean over the times the error over time is the score error, to what 2048 rows say of it.
    const errors = Array.from(curve(report, 'Score error over time', '').y);
    const mean = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2 / errors.length, 0));
    expect(mean / figure(report, 'score error').measured).toBeGreaterThan(0.7);
    expect(mean / figure(report, 'score error').measured).toBeLessThan(1.4);
  });

  test('on the plane by arrows, in eight dimensions by components', async () => {
    const plane = await shown(scoreOf(2, 20)), many = await shown(scoreOf(8, 20));
    for (const word of ['x₁', 'x₂', 'exact score, to a scale']) expect(plane.texts).toContain(word);
    for (const word of ['exact −σ ∂ᵢ log p(x, t)', 'trained −σ ŝᵢ(x, t)', 'equal']) expect(many.texts).toContain(word);
    expect([plane.panels, many.panels]).toEqual([5, 5]);
  });

  test('another seed is another instance', () => {
    expect(figure(scoreOf(1, 20, 2), 'denoising loss').known).not.toBe(figure(report, 'denoising loss').known);
  });
});

describe('control', () => {
  // Far too short to be good: what is tested here is that it is told and drawn.
  const LESS = { hidden: [16], iterations: 2, firstPasses: 2, passes: 1, paths: 128, polish: 1, judged: 32 };
  const short = (problem: ProblemName): TrainingReport => trainControl({ ...given, problem, steps: 60 }, underway, LESS);

  test('the regulator: P, c and K beside the closed form of the post', async () => {
    const report = short('lqr'), { texts, panels } = await shown(report);
    expect(report.figures.map(({ name, known }) => [name, Number(known!.toFixed(6))])).toEqual([['P', 0.265975], ['c', 0.119689], ['K', 2.659751]]);
    expect(report.figures.every(({ bound }) => bound! > 0)).toBe(true);
    const { x, y } = curve(report, 'Value', 'closed form');
    expect(distance(y, Array.from(x, (at) => -0.5 * 0.265975 * at * at - 0.119689))).toBeLessThan(1e-5);
    expect(Array.from(curve(report, 'Control', 'trained').y).every(Number.isFinite)).toBe(true);
    expect(panels).toBe(4);
    for (const word of ['value V(x)', 'control a(x)', 'state x', 'closed form', 'trained', 'bound of the error', 'iteration', 'P', 'c', 'K']) expect(texts).toContain(word);
  });

  test('the portfolio: π, k and A', async () => {
    const report = short('merton'), { texts, panels } = await shown(report);
    expect(report.figures.map(({ name, known }) => [name, Number(known!.toPrecision(6))])).toEqual([['π', 0.625], ['k', 0.0478125], ['A', 437.439]]);
    expect(panels).toBe(5);
    for (const word of ['wealth x', 'share π(x) of the wealth', 'rate k(x), of the wealth in a year']) expect(texts).toContain(word);
  });
});

describe('planners', () => {
  const short = (planner: 'diffuser' | 'decision-diffuser'): TrainingReport => trainPlanner({ ...given, planner, horizon: 8, steps: 800 }, underway, { demonstrations: 4096, samplerSteps: 16, plans: 64, hidden: [32] });

  test('Diffuser: the mean plan and the first action, under their bounds however short the training', async () => {
    const report = short('diffuser'), { texts, panels } = await shown(report);
    // The tilted law's mean is the linear-quadratic plan; and plans begin and end where they are to.
    const exact = curve(report, 'Position of the plans', 'exact mean').y, trained = curve(report, 'Position of the plans', 'mean of trained plans').y;
    expect(distance(exact, curve(report, 'Position of the plans', 'linear-quadratic plan').y)).toBeLessThan(1e-6);
    expect([trained[0], trained[7]].map((p) => Number(p!.toFixed(6)))).toEqual([SMALL_DIFFUSER.start[0], SMALL_DIFFUSER.goal[0]]);
    expect(distance(trained, exact)).toBeLessThan(0.5);
    expect(['error of the mean plan', 'of it, by training', 'first action'].map((name) => figureHolds(figure(report, name)))).toEqual([true, true, true]);
    expect(panels).toBe(4);
    for (const word of ['position', 'velocity', 'action', 'linear-quadratic plan', 'exact mean', 'mean of trained plans', 'first action']) expect(texts).toContain(word);
  });

  test('Decision Diffuser: the return that was asked for as well', async () => {
    const report = short('decision-diffuser'), { texts, panels } = await shown(report);
    expect(['error of the mean plan', 'first action'].map((name) => figureHolds(figure(report, name)))).toEqual([true, true]);
    expect(figure(report, 'return').known).toBeLessThan(0);
    expect(panels).toBe(4);
    for (const word of ['position', 'velocity', 'return', 'exact mean']) expect(texts).toContain(word);
  });
});

describe('how a training ends', () => {
  const report: TrainingReport = {
    kind: 'score', title: 'A title', setting: { seed: 1 }, remarks: [], rows: [],
    figures: [{ name: 'error', measured: 1, known: null, bound: 2, unit: 'number', by: 'x' }],
  };
  const run = async (training: Training, flags: Partial<TrainFlags> = {}, more: Partial<Surroundings> = {}): Promise<{ code: number; stdout: string; stderr: string }> => {
    const [stdout, stderr] = [recorder(), recorder()];
    const surroundings = { stdout: stdout.output, stderr: stderr.output, dependencies: TOY, interruption: new AbortController().signal, ...more };
    const code = await trainCommand(async () => training, { ...given, output: null, json: false, quiet: false, ...flags }, surroundings);
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  };
  const failing = (fault: NetworkFault): Training => () => { throw new NetworkError(fault, 'it went wrong', 'take a smaller rate'); };

  test('every figure within its bound: 0; one beyond it: 1, and it is said', async () => {
    expect((await run(() => report)).code).toBe(0);
    const beyond = await run(() => ({ ...report, figures: [{ ...report.figures[0]!, measured: 3 }] }));
    expect(beyond).toMatchObject({ code: 1, stdout: expect.stringContaining('beyond its bound!') as string });
  });

  test.each([
    ['diverged', 3], ['out-of-memory', 3], ['missing-backend', 64], ['not-applicable', 64], ['wrong-shape', 70],
  ] as const)('%s: %i, with what to change; nothing is shown or written', async (fault, code) => {
    const output = join(folderWith({}), 'a.svg');
    expect(await run(failing(fault), { output, json: true })).toEqual({
      code, stdout: '', stderr: `error: ${fault}: it went wrong; take a smaller rate\nnothing is shown or written: what was computed before is no evidence\n`,
    });
    expect(existsSync(output)).toBe(false);
  });

  test('an array that does not fit into memory is named as that', async () => {
    const full: Training = () => { throw new RangeError('Array buffer allocation failed'); };
    expect(await run(full)).toMatchObject({ code: 3, stderr: expect.stringContaining('out-of-memory: an array does not fit into memory; take a smaller batch') as string });
    await expect(run(() => { throw new RangeError('a fault of ours'); })).rejects.toThrow('a fault of ours');
  });

  test('interrupted: 130; partial results are no evidence, and nothing is written', async () => {
    const stop = new AbortController(), output = join(folderWith({}), 'a.svg');
    const seen: number[] = [];
    const training: Training = (own) => trainScore({ ...given, steps: 500, dimension: 1, schedule: 'ou', targets: 'component' }, {
      ...own, onProgress: (done) => {
        seen.push(done);
        stop.abort();
      },
    });
    expect(await run(training, { output }, { interruption: stop.signal })).toEqual({
      code: 130, stdout: '', stderr: 'interrupted: partial results are no evidence, and nothing is written\n',
    });
    expect(seen).toEqual([5]);
    expect(existsSync(output)).toBe(false);
  });

  test('a place that cannot be written is refused before the training begins', async () => {
    const never: Training = () => { throw new Error('it began'); };
    await expect(run(never, { output: join(folderWith({}), 'no', 'a.svg') })).rejects.toThrow(/there is no folder/);
  });

  test('progress is told on stderr, unless it is not wanted', async () => {
    const training: Training = ({ onProgress }) => {
      onProgress(1, 1);
      return report;
    };
    expect((await run(training)).stderr).toBe('training: 1 of 1\n');
    expect((await run(training, { quiet: true })).stderr).toBe('');
  });

  test('figures as JSON and the picture in its file: the same seed, the same bytes', async () => {
    const folder = folderWith({}), at = (name: string): string => join(folder, name);
    const training: Training = (own) => trainScore({ ...given, seed: 3, steps: 20, dimension: 1, schedule: 'vp', targets: 'denoising' }, own, SMALL);
    const [once, again] = [await run(training, { json: true, output: at('a.svg') }), await run(training, { json: true, output: at('b.svg') })];
    expect(once.code).toBe(0);
    expect(JSON.parse(once.stdout)).toMatchObject({
      tool: { name: 'hopfcole' }, kind: 'score', setting: { schedule: 'vp', targets: 'denoising', engine: 'wasm', steps: 20, seed: 3 }, holds: true,
      figures: [{ name: 'denoising loss', holds: null }, { name: 'excess of the loss', holds: true }, { name: 'score error', unit: 'share', holds: true }],
    });
    expect(again.stdout).toBe(once.stdout);
    expect(readFileSync(at('b.svg'), 'utf8')).toBe(readFileSync(at('a.svg'), 'utf8'));
  });

  test('the engine is the one that was asked for', async () => {
    const names: string[] = [];
    const training: Training = ({ engine }) => {
      names.push(engine.name);
      return report;
    };
    await run(training, { engine: 'plain' });
    await run(training, { engine: 'wasm' });
    expect(names).toEqual([plainEngine.name, 'wasm']);
  });
});

describe('on the command line', () => {
  test('shells complete what may stand after it', async () => {
    const { stdout } = await hopfcole(['completion', 'bash']);
    expect(stdout).toMatch(/^ {4}train\) words='--engine .*--horizon'; values='score control planner lqr merton diffuser decision-diffuser' ;;$/m);
  });

  test('a training that diverges, by its options', async () => {
    expect(await hopfcole(['train', 'score', '--steps', '50', '--rate', '1e6', '-q'])).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(/^error: diverged: step \d+ of 50: .*; take a smaller rate/) as string });
  });

  test.each([['score', '--dimension', '8'], ['control', 'lqr'], ['control', 'merton'], ['planner', 'diffuser', '--horizon', '8']])('%s %s: its options reach the training', async (...words) => {
    const ended = await hopfcole(['train', ...words, '--batch', '100000000', '-q']);
    expect(ended).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(/^error: out-of-memory: .*; take a smaller batch/) as string });
  });

  test.each([
    [['score', '--dimension', '3'], 'Allowed choices are 1, 2, 8.'], [['score', '--schedule', 'cosine'], 'Allowed choices are ou, vp, sub-vp, ve.'],
    [['score', '--engine', 'cuda'], 'Allowed choices are wasm, plain, tensorflow.'], [['score', '--targets', 'x'], 'Allowed choices are component, denoising, implicit, sliced.'],
    [['score', '--steps', '0'], 'a whole number from 1 on'], [['score', '--batch', 'many'], 'a whole number from 1 on'], [['score', '--rate', '-1'], 'a positive number such as 0.005'],
    [['score', '--seed', 'x'], 'a seed is a whole number'], [['control', 'pendulum'], 'Allowed choices are lqr, merton.'], [['control'], "missing required argument 'problem'"],
    [['planner', 'mpc'], 'Allowed choices are diffuser, decision-diffuser.'], [['planner', 'diffuser', '--horizon', '9'], 'Allowed choices are 8, 16.'],
    [['score', '--horizon', '8'], "unknown option '--horizon'"], [['optimal'], "unknown command 'optimal'"],
  ])('%j is refused with what may be given', async (words, said) => {
    expect(await hopfcole(['train', ...words])).toMatchObject({ code: 64, stdout: '', stderr: expect.stringContaining(said) as string });
  });
});

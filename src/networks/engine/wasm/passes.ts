/**
 * The passes of a network of one shape as a WebAssembly module, made when the shape is first met. Exported:
 *
 *     evaluate(weights, tape, capacity, rows)                                 inputs → outputs
 *     forward(weights, tape, capacity, rows)                                  and keeps what the way back needs
 *     forwardTangents(weights, tape, tangents, capacity, rows)                two tapes
 *     transpose(weights, transposed)                                          before a way back
 *     backward(transposed, gradient, tape, capacity, rows)                    gradients by the outputs → gathered by the weights
 *     backwardTangents(transposed, gradient, tape, tangents, capacity, rows)
 *     backwardInputs(transposed, tape, capacity, rows)                        gradients by the outputs → by the inputs
 *     adam(…), unusable(…)                                                    adam.ts
 *
 * Rows are multiples of 4. Places are those of places.ts, in the memory that is imported. Rows are taken in chunks, so that
 * what a layer writes is still in the first cache when the next one reads it.
 */
import type { Body } from '../../../numeric/wasm/body.ts';
import type { Callable } from '../../../numeric/wasm/module.ts';
import { calling, ModuleBuilder } from '../../../numeric/wasm/module.ts';
import { i32 } from '../../../numeric/wasm/scalars.ts';
import type { Type } from '../../../numeric/wasm/value.ts';
import type { WasmModule } from '../../../numeric/wasm/webassembly.ts';
import type { NetworkShape } from '../engine.ts';
import { addAdam, addUnusable } from './adam.ts';
import type { BackKind, ForwardKind } from './layers.ts';
import { addBack, addBiasGradient, addForward, addMatrixGradient, addTranspose } from './layers.ts';
import type { Level, PlacedLayer, Places } from './places.ts';
import { placesOf } from './places.ts';
import type { Word } from './product.ts';
import { plus, times } from './product.ts';

/** Pages of 64 KiB: 2 GiB (faults.ts). */
export const MOST_PAGES = 32768;
/** Rows that pass together: 16 to 64 take the same time, all of them at once a tenth more. */
const CHUNK = 32;

const NONE = i32.constant(0);

/** Functions of layers, each made once for its widths, when a pass first calls it. */
const layerFunctions = (builder: ModuleBuilder) => {
  const known = new Map<string, Callable<Type>>();
  const once = (name: string, { inputs, outputs }: PlacedLayer, make: () => Callable<Type>): Callable<Type> => {
    const key = `${name} ${inputs} ${outputs}`;
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  };
  return {
    forward: (layer: PlacedLayer, kind: ForwardKind) => once(`forward ${kind}`, layer, () => addForward(builder, layer, kind)),
    back: (layer: PlacedLayer, kind: BackKind) => once(`back ${kind}`, layer, () => addBack(builder, layer, kind)),
    matrixGradient: (layer: PlacedLayer) => once('matrix', layer, () => addMatrixGradient(builder, layer)),
    biasGradient: (layer: PlacedLayer) => once('biases', layer, () => addBiasGradient(builder, layer)),
    transpose: (layer: PlacedLayer) => once('transpose', layer, () => addTranspose(builder, layer)),
  };
};

type LayerFunctions = ReturnType<typeof layerFunctions>;

interface Tapes {
  readonly tape: Word;
  /** Of the tangents, where there are some. */
  readonly tangents: Word | null;
  /** Rows that a tape has room for. */
  readonly capacity: Word;
}

type PlaceOf = (level: Level, part: 'values' | 'slopes') => Word;

/** Where a level's values or slopes of a first row are, in the tape and in that of the tangents. */
const placesFrom = ({ tape, tangents, capacity }: Tapes, first: Word): { readonly place: PlaceOf; readonly beside: PlaceOf | null } => {
  const placeIn = (base: Word): PlaceOf => (level, part) => plus(plus(base, times(capacity, level[part])), times(first, level.stride));
  return { place: placeIn(tape), beside: tangents === null ? null : placeIn(tangents) };
};

/** Rows in chunks: `round` with the first row and how many. */
const inChunks = (body: Body, rows: Word, round: (first: Word, count: Word) => void): void => {
  body.count(i32.constant(0), rows, CHUNK, (first) => {
    const count = body.variable('i32', i32.subtract(rows, first));
    body.if(i32.less(i32.constant(CHUNK), count.now), () => { body.set(count, i32.constant(CHUNK)); });
    round(first, count.now);
  });
};

const addForwards = (builder: ModuleBuilder, { layers, levels }: Places, functions: LayerFunctions): void => {
  const chunk = (body: Body, weights: Word, tapes: Tapes, first: Word, rows: Word, kind: ForwardKind): void => {
    const { place, beside } = placesFrom(tapes, first);
    layers.forEach((layer, k) => {
      const [from, to] = [levels[k]!, levels[k + 1]!];
      const matrix = plus(weights, i32.constant(layer.matrix));
      const biases = plus(weights, i32.constant(layer.biases));
      body.do(calling(functions.forward(layer, layer.linear ? 'linear' : kind), place(from, 'values'), matrix, biases,
        place(to, 'values'), place(to, 'slopes'), beside === null ? NONE : beside(to, 'slopes'), rows));
      if (beside === null) return;
      body.do(calling(functions.forward(layer, layer.linear ? 'linear-tangents' : 'tangents'), beside(from, 'values'), matrix, NONE,
        beside(to, 'values'), place(to, 'slopes'), beside(to, 'slopes'), rows));
    });
  };
  (['evaluate', 'forward'] as const).forEach((name) => builder.function<readonly ['i32', 'i32', 'i32', 'i32'], 'i32'>(
    name, ['i32', 'i32', 'i32', 'i32'], null, (body, weights, tape, capacity, rows) => {
      inChunks(body, rows, (first, count) => { chunk(body, weights, { tape, tangents: null, capacity }, first, count, name === 'evaluate' ? 'bare' : 'values'); });
      return null;
    }));
  builder.function<readonly ['i32', 'i32', 'i32', 'i32', 'i32'], 'i32'>('forwardTangents', ['i32', 'i32', 'i32', 'i32', 'i32'], null,
    (body, weights, tape, tangents, capacity, rows) => {
      inChunks(body, rows, (first, count) => { chunk(body, weights, { tape, tangents, capacity }, first, count, 'curved'); });
      return null;
    });
};

const addBackwards = (builder: ModuleBuilder, { layers, levels }: Places, functions: LayerFunctions): void => {
  /** Layer after layer, from the last: gradients of its weights, where they are wanted, then of what came into it. */
  const chunk = (body: Body, transposed: Word, gradient: Word | null, tapes: Tapes, first: Word, count: Word): void => {
    const { place, beside } = placesFrom(tapes, first);
    for (const [k, layer] of [...layers.entries()].toReversed()) {
      const [from, to] = [levels[k]!, levels[k + 1]!];
      const right = plus(transposed, i32.constant(layer.matrix));
      // Gradients by sums stand where slopes were, those by the tangents' sums where the tangents were.
      const arriving = place(to, 'slopes');
      const arrivingBeside = beside?.(to, 'values') ?? null;
      if (gradient !== null) {
        const matrix = plus(gradient, i32.constant(layer.matrix));
        body.do(calling(functions.matrixGradient(layer), place(from, 'values'), arriving, matrix, count));
        if (beside !== null) body.do(calling(functions.matrixGradient(layer), beside(from, 'values'), arrivingBeside!, matrix, count));
        body.do(calling(functions.biasGradient(layer), arriving, plus(gradient, i32.constant(layer.biases)), count));
      }
      if (k === 0) {
        if (gradient === null) body.do(calling(functions.back(layer, 'linear'), arriving, right, NONE, place(from, 'values'), NONE, NONE, count));
      } else if (beside === null) {
        body.do(calling(functions.back(layer, 'slopes'), arriving, right, NONE, NONE, place(from, 'slopes'), NONE, count));
      } else {
        const bends = beside(from, 'slopes');
        body.do(calling(functions.back(layer, 'tangents'), arrivingBeside!, right, NONE, beside(from, 'values'), place(from, 'slopes'), bends,
          count));
        body.do(calling(functions.back(layer, 'joined'), arriving, right, NONE, NONE, place(from, 'slopes'), bends, count));
      }
    }
  };
  builder.function<readonly ['i32', 'i32', 'i32', 'i32', 'i32'], 'i32'>('backward', ['i32', 'i32', 'i32', 'i32', 'i32'], null,
    (body, transposed, gradient, tape, capacity, rows) => {
      inChunks(body, rows, (first, count) => { chunk(body, transposed, gradient, { tape, tangents: null, capacity }, first, count); });
      return null;
    });
  builder.function<readonly ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], 'i32'>('backwardTangents', ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], null,
    (body, transposed, gradient, tape, tangents, capacity, rows) => {
      inChunks(body, rows, (first, count) => { chunk(body, transposed, gradient, { tape, tangents, capacity }, first, count); });
      return null;
    });
  builder.function<readonly ['i32', 'i32', 'i32', 'i32'], 'i32'>('backwardInputs', ['i32', 'i32', 'i32', 'i32'], null,
    (body, transposed, tape, capacity, rows) => {
      inChunks(body, rows, (first, count) => { chunk(body, transposed, null, { tape, tangents: null, capacity }, first, count); });
      return null;
    });
};

const addTransposes = (builder: ModuleBuilder, { layers }: Places, functions: LayerFunctions): void => {
  builder.function<readonly ['i32', 'i32'], 'i32'>('transpose', ['i32', 'i32'], null, (body, weights, transposed) => {
    for (const layer of layers) {
      body.do(calling(functions.transpose(layer), plus(weights, i32.constant(layer.matrix)), plus(transposed, i32.constant(layer.matrix))));
    }
    return null;
  });
};

const compile = (shape: NetworkShape): WasmModule => {
  const places = placesOf(shape);
  const builder = new ModuleBuilder({ pages: 1, imported: { shared: false, maximum: MOST_PAGES } });
  const functions = layerFunctions(builder);
  addForwards(builder, places, functions);
  addBackwards(builder, places, functions);
  addTransposes(builder, places, functions);
  addAdam(builder);
  addUnusable(builder);
  return builder.compile();
};

const compiled = new Map<string, WasmModule>();

/** The module of a shape; there is one for all networks of this shape. */
export const passesOf = (shape: NetworkShape): WasmModule => {
  const key = placesOf(shape).layers.map((layer) => `${layer.inputs} ${layer.outputs}`).join(', ');
  const module = compiled.get(key) ?? compile(shape);
  compiled.set(key, module);
  return module;
};

/**
 * Which normal number drives which step: component j of step k of path p is number
 *
 *   p · stride + k · noises + j,   stride = steps · noises, rounded up to a multiple of 4
 *
 * of the stream, where `steps` counts the finest steps of the plan. So every path starts with a block of its own, any path
 * can be drawn again, and neither threads nor the order of the paths matter.
 */
export const strideOf = (steps: number, noises: number): number => 4 * Math.ceil((steps * noises) / 4);

export const noiseIndex = (path: number, step: number, component: number, steps: number, noises: number): number =>
  path * strideOf(steps, noises) + step * noises + component;

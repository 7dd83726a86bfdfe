/**
 * An instance in words: which families and dimensions were used, and, where the sides differ, the numbers and formulas of
 * what occurs in them.
 */
import { rational } from '../../../kernel/rational.ts';
import { numberOf } from '../../../kernel/expression.ts';
import type { Ball } from '../../../numeric/arithmetic/balls.ts';
import { instanceOfDrawn } from '../../../numeric/instance/drawn-world.ts';
import { printExpression } from '../../../render/text.ts';
import type { Evidence } from '../witness.ts';
import type { Measured } from './comparison.ts';
import type { Sample, Site } from './pointwise.ts';

/** `analytic, d = 2; polynomial, d = 3; 2 points`. */
export const placesText = (samples: readonly Sample[]): string => {
  const kinds = new Set(samples.map(({ site }) => `${site.draw.temperament}, d = ${site.draw.dimension}`));
  return `${[...kinds].join('; ')}; ${samples.length === 1 ? 'one point' : `${samples.length} points`}`;
};

export const againstOf = (sample: Sample, { left, right }: Measured): NonNullable<Evidence['against']> => ({
  instance: instanceLines(sample.site), left: ballText(left), right: ballText(right),
});

/** As many digits as are sure. */
const ballText = ({ value, radius }: Ball): string => {
  const digits = radius === 0 || value === 0 ? 15 : Math.max(1, Math.min(15, Math.floor(Math.log10(Math.abs(value) / radius))));
  return value.toPrecision(digits);
};

const instanceLines = ({ instance, place }: Site): readonly string[] => {
  const { spaces, parameters, fields } = instanceOfDrawn(instance.drawn);
  const sizes = [...spaces].map(([space, size]) => `dimension of ${space}: ${size}`);
  const constants = [...parameters].map(([name, values]) => `${name} = ${list(values.map((v) => printExpression(numberOf(v))))}`);
  const functions = [...fields].map(([name, { slots, components }]) => {
    const formula = `${name}(${slots.flat().map((v) => v.name).join(', ')}) = ${list(components.map(printExpression))}`;
    return instance.solved.has(name) ? `${formula} as data, and by its equation` : formula;
  });
  const point = place.map(({ variable, values }) => `${variable.name} = ${list(values.map((v) => printExpression(numberOf(dyadicOf(v.value)))))}`);
  return [...sizes, ...constants, ...functions, ...point];
};

const dyadicOf = (value: number): ReturnType<typeof rational> => rational(Math.round(value * 2 ** 20), 2 ** 20);

const list = (texts: readonly string[]): string => (texts.length === 1 ? texts[0] ?? '' : `(${texts.join(', ')})`);

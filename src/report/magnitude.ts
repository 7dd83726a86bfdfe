/**
 * Sizes as people read them: `3e-17`, `0.31`, `12`.
 */

/** Two digits; without an exponent where that is short. */
export const magnitude = (value: number): string => {
  if (value === 0) return '0';
  const text = value >= 0.01 && value < 1000 ? String(Number(value.toPrecision(2))) : value.toExponential(1);
  return text.replace('.0e', 'e').replace('e+', 'e');
};

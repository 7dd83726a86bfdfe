import { NumericError } from '../../src/numeric/numeric-error.ts';

/** The name of the fault that is thrown; `none` where nothing is; anything but a NumericError is passed on. */
export const faultOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof NumericError) return error.fault;
    throw error;
  }
  return 'none';
};

import { NetworkError } from '../../src/networks/network-error.ts';

/** The name of the fault that is thrown; `none` where nothing is; anything but a NetworkError is passed on. */
export const faultOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof NetworkError) return error.fault;
    throw error;
  }
  return 'none';
};

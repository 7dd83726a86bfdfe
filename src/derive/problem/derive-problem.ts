/**
 * Everything that follows from one problem of optimal control, in the order in which it is told.
 */
import type { Problem } from '../../language/statement.ts';
import type { Derived } from '../derivation.ts';
import type { Setting } from '../setting.ts';

export const deriveProblem = async (_setting: Setting, _problem: Problem): Promise<Derived> => ({ sections: [], notFound: [] });

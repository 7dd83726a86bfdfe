/**
 * The whole program with the toy language in place of the real one: its checker can be slow on demand.
 */
import { DEPENDENCIES } from '../../../src/cli/dependencies.ts';
import { TOY } from '../toy.ts';

Object.assign(DEPENDENCIES, TOY);
await import('../../../src/cli/main.ts');

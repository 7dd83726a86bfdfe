/**
 * A process of `--jobs` that knows the toy language.
 */
import { serve } from '../../../src/cli/serve.ts';
import { TOY } from '../toy.ts';

serve(TOY);

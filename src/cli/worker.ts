/**
 * The module that each process of `--jobs` runs.
 */
import { DEPENDENCIES } from './dependencies.ts';
import { serve } from './serve.ts';

serve(DEPENDENCIES);

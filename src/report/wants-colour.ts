/**
 * `NO_COLOR` switches colours off, `FORCE_COLOR` on; otherwise a terminal has them and a pipe or a file has none.
 */

/** Whether a stream is to have colours. An empty variable counts as unset. */
export const wantsColour = (isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): boolean => {
  if (environment['NO_COLOR']) return false;
  const forced = environment['FORCE_COLOR'];
  if (forced) return forced !== '0' && forced !== 'false';
  return isTerminal && environment['TERM'] !== 'dumb';
};

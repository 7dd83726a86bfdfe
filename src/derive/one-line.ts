/**
 * A document from what stands on the command line: `--process 'dX = f dt + g dW' --field 'f(x,t): vector'`.
 */

export interface OneLine {
  /** `2`, or a name; null: every dimension. */
  readonly dimension: string | null;
  readonly parameters: readonly string[];
  readonly fields: readonly string[];
  readonly variables: readonly string[];
  readonly controls: readonly string[];
  /** Whole statements, such as `let D = G G^T` or `assume curl-free s`. */
  readonly statements: readonly string[];
  /** `dX = f dt + g dW`, or with its header: `(Q,V)(q,v): dQ = v dt; dV = …`. */
  readonly processes: readonly string[];
  /** `minimize running … over u along X`, or with its name: `P: minimize …`. */
  readonly problems: readonly string[];
}

/** The statements as a text of the claim language, one a line. */
export const documentOf = (given: OneLine): string => {
  const lines = [
    ...(given.dimension === null ? [] : [`dimension ${given.dimension}`]),
    ...given.parameters.map((text) => `param ${text}`),
    ...given.variables.map((text) => `variable ${text}`),
    ...given.fields.map((text) => `field ${text}`),
    ...given.controls.map((text) => `control ${text}`),
    ...given.statements,
    ...given.processes.map((text) => `process ${withHeader(text)}`),
    ...given.problems.map((text, k) => `problem ${/^\s*\w+\s*:/.test(text) ? text : `${k === 0 ? 'P' : `P${k + 1}`}: ${text}`}`),
  ];
  return `${lines.map((line) => line.replaceAll(/\s*[\r\n]\s*/g, ' ')).join('\n')}\n`;
};

/** `dX = …` is the process X in x; what has a header of its own keeps it. */
const withHeader = (text: string): string => {
  const name = /^\s*d([\p{L}][\p{L}\p{N}_]*)\s*=/u.exec(text)?.[1];
  return name === undefined ? text : `${name}: ${text}`;
};

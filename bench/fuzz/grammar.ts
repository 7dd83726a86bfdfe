/**
 * Short inputs made by the language's own grammar: declarations and a claim or two, well formed and well typed in most
 * cases; now and then a part of another type, or a declaration left out, so that errors are reached too.
 */
import type { Random } from './random.ts';

type Type = 'scalar' | 'vector' | 'matrix';

const DECLARATIONS = [
  'param theta > 0', 'param T', 'param m: vector', 'param A: matrix', 'param R: positive matrix', 'param Q: symmetric matrix',
  'param J: antisymmetric matrix', 'param a', 'param gamma != 0', 'field f(x,t): vector', 'field G(x,t): matrix', 'field g(t)',
  'field p(x,t) > 0', 'field q(x,t)', 'field U(x)', 'field s(x,t): vector', 'control u: vector', 'variable y: vector',
  'process X: dX = f dt + g dW', 'process Y: dY = f dt + G dW', 'process Z: dZ = f dt', 'process L: dL = f dt + G o dW',
  'process K backward: dK = (f - g^2 s) dt + g dW', 'density rho(x,t) of X', 'let b = -log p', 'let D = G G^T',
  'problem P: minimize running 1/2 |u|^2 + q terminal U over u along process dN = (f + u) dt + g dW', 'value V(x,t) of P',
  'expectation h(x,t) of U along X',
] as const;

/** Added now and then; some of them contradict each other, on purpose. */
const EXTRAS = [
  'dimension 1', 'dimension 2', 'dimension n', 'assume ∂t q = lap q', 'assume curl-free s', 'assume div f = 0', 'assume q = 0',
  'assume q = 1', 'assume lap U = U', 'assume |grad U|^2 = 1', 'assume f = -grad U', 'assume tr(A) = 1', 'assume theta = 2 a',
  'stationary density pi0(x) of Z', 'expectation k(x,t) of U along Y discounted a plus running q', 'variable v',
  'process (M,N)(w,z): dM = z dt; dN = -z dt + sqrt(2 theta) dB', 'assume theta = theta + 1', 'param a', 'density p(x,t) of X',
] as const;

const LEAVES: Readonly<Record<Type, readonly string[]>> = {
  scalar: ['t', 'p', 'q', 'U', 'g', 'a', 'theta', 'gamma', 'b', 'rho', 'V', 'h', '1', '2', '1/2', '0', '3/4', '-1', 'pi', '0.5',
    'p(x,T-t)', 'q(y,t)', 'U(m)', 'rho(x,T-t)', 'V(x,T)', '(∂t p)(x,T-t)'],
  vector: ['x', 'f', 's', 'm', 'grad p', 'grad log p', 'f(x,T-t)', 'y', 'grad V', 'u'],
  matrix: ['G', 'A', 'R', 'Q', 'J', 'I', 'D', 'R^-1', 'G^T', 'hess p', 'hess log rho', 'jac f', 'D(x,T-t)'],
};

/** How an expression of a type is made: S, V and M stand for parts. */
const FORMS: Readonly<Record<Type, readonly string[]>> = {
  scalar: [
    '(S + S)', '(S - S)', 'S S', 'S · S', 'S / S', '(S)^2', '(S)^-1', '(S)^(1/2)', '(S)^theta', 'exp(S)', 'log(S)', 'sqrt(S)',
    'sin(S)', 'cos(S)', 'tanh(S)', 'atan(S)', 'erf(S)', 'Phi(S)', '∂t (S)', 'lap (S)', 'div (V)', 'V · V', '|V|^2', 'tr(M)',
    'det(M)', 'M : M', 'div div (M)', 'V · M V', '(V · grad (S))', 'normal(x; V, theta)', 'int[x](S)', 'E[p](S)',
    'min[u](1/2 |u|^2 + u · V)', 'max[u](S)', '-(S)',
  ],
  vector: ['(V + V)', '(V - V)', 'S V', 'M V', 'grad (S)', 'div (M)', 'lap (V)', '∂t (V)', '-(V)', '(M)^T V', 'argmin[u](1/2 |u|^2 + u · V)'],
  matrix: ['(M + M)', 'S M', 'M M', '(M)^T', '(M)^-1', 'hess (S)', 'jac (V)', 'outer(V, V)', '∂t (M)', 'S I'],
};
const TYPES: readonly Type[] = ['scalar', 'vector', 'matrix'];
const BY_LETTER: Readonly<Record<string, Type>> = { S: 'scalar', V: 'vector', M: 'matrix' };

/** One part in forty has another type than it should. */
const expression = (random: Random, type: Type, depth: number): string => {
  const actual = random.below(40) === 0 ? random.pick(TYPES) : type;
  if (depth <= 0 || random.below(4) === 0) return random.pick(LEAVES[actual]);
  // A letter that stands alone is a part; V in `V(x,T)` is in a leaf and never read again.
  return random.pick(FORMS[actual]).replaceAll(/\b[SVM]\b/g, (letter) => expression(random, BY_LETTER[letter] ?? 'scalar', depth - 1));
};

const claim = (random: Random, name: number): string => {
  const e = (type: Type = 'scalar'): string => expression(random, type, 1 + random.below(3));
  const where = random.pick(['', '', '', ' where p > 0', ' where t < T', ' where q != 0, theta > 1']);
  const start = `${random.pick(['claim', 'claim', 'refute'])} "c${name}"${where}: `;
  const type = random.pick(TYPES);
  const same = e(type);
  switch (random.below(12)) {
    case 0: return `${start}${e()} is density of ${random.pick(['X', 'Y', 'Z', 'L', 'K', `process dO = ${e('vector')} dt + g dW`])}`;
    case 1: return `${start}${e()} is value of P`;
    case 2: return `${start}u = ${e('vector')} is optimal for P${random.pick(['', ` with value ${e()}`])}`;
    case 3: return `${start}∫[x](${e()}) = ∫[x](${e()})`;
    case 4: return `${start}d(${e()}) = (${e()}) dt + (${e('vector')}) · dW along X`;
    case 5: return `${start}${same} = ${same}`;
    case 6: return `${start}a (${same}) = theta (${same}) iff a = theta`;
    case 7: return `${start}\n  ${same}\n    = ${e(type)} by p\n    = ${e(type)}`;
    case 8: return `${start}(${same}) + (${e(type)}) = (${e(type)}) + (${same})`;
    case 9: return `${start}∂t p = ${e()}`;
    case 10: return `${start}${e()} is expectation of U along X`;
    default: return `${start}${e(type)} = ${e(type)}`;
  }
};

/** A `.claim` file. */
export const grammatical = (random: Random): string => {
  const first = random.below(4) === 0 ? [random.pick(EXTRAS)] : [];
  const declarations = DECLARATIONS.filter(() => random.below(200) > 0);
  const extra = random.below(4) === 0 ? [random.pick(EXTRAS)] : [];
  const claims = Array.from({ length: 1 + random.below(2) }, (_, name) => claim(random, name));
  return [...first.filter((d) => d.startsWith('dimension')), ...declarations, ...extra.filter((d) => !d.startsWith('dimension')), ...claims].join('\n');
};

const ALL_LEAVES = TYPES.flatMap((type) => LEAVES[type]);
const ALL_FORMS = TYPES.flatMap((type) => FORMS[type]);
const MARKS = ['(', ')', '[', ']', '|', '"', ':', '=', ',', ';', '\n', '\n  ', '#', '$', '^', '·', 'iff', 'where', 'by', 'along', 'claim',
  'refute', 'process', 'let', 'assume', 'grad', 'div', '∫[x]', 'D[t]', '```', '10^9', '1e400', 'dt', 'dW'] as const;

/** Words in any order. */
export const wordSalad = (random: Random): string =>
  Array.from({ length: 1 + random.below(40) }, () =>
    random.pick([random.pick(ALL_LEAVES), random.pick(ALL_FORMS), random.pick(DECLARATIONS), random.pick(EXTRAS), random.pick(MARKS), random.pick(MARKS)]))
    .join(' ');

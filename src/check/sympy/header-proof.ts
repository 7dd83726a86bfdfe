/**
 * Python for an exported script: what is asked of a claim, and how the answer is printed.
 */
export const PROOF: string = String.raw`# -- what is asked ----------------------------------------------------------------------------------------------
def is_zero(e, positive=(), relations=()):
    if expand(e) == 0:
        return True
    numerator = expand(fraction(together(closed(opened(e, positive))))[0])
    for relation in relations:
        symbol = max(relation.free_symbols, key=lambda s: (degree(relation, s), str(s)))
        numerator = expand(prem(numerator, relation, symbol)) if numerator.has(symbol) else numerator
    if numerator == 0 or not relations and differs(e, positive):
        return numerator == 0
    return expand(fraction(together(closed(joined(opened(e, positive)))))[0]) == 0 or simplify(expand(e)) == 0


def differs(e, positive):
    """Whether e is plainly not 0 at a point where the conditions hold: then there is nothing to simplify."""
    symbols = sorted(set().union(*[c.free_symbols for c in [e] + list(positive)]), key=str)
    point = {s: (-1 if s.is_negative else 1) * Integer(2 * k + 5) / (2 * k + 7) for k, s in enumerate(symbols)}
    values = [c.xreplace(point).evalf(30) for c in [e] + list(positive)]
    return all(v.is_Float for v in values) and abs(values[0]) > 1e-9 and all(v > 0 for v in values[1:])


def opened(e, positive):
    """B**r for no integer r, and log(B), by the logarithms of B's factors; B is positive where the claim is about."""
    known = set()
    for condition in positive:
        known.update(f for f, _ in factors_of(condition, known) or [])

    def power(q):
        parts = factors_of(q.base, known)
        return q if parts is None else exp(q.exp * Add(*[n * logarithm(f) for f, n in parts]))

    def log_of(q):
        parts = factors_of(q.args[0], known)
        return q if parts is None else Add(*[n * logarithm(f) for f, n in parts])

    def size(a):
        parts = factors_of(a**2, known)
        return Abs(a) if parts is None else exp(Add(*[n * logarithm(f) for f, n in parts]) / 2)
    def of_product(product):
        exponents, others = exponents_of(product)
        return Add(*exponents) + log(Mul(*others))
    e = e.replace(Abs, size).replace(sign, lambda a: a / size(a)).replace(log, of_product)
    e = e.replace(lambda q: q.is_Pow and not q.exp.is_integer and not q.base.is_number, power)
    return e.replace(lambda q: isinstance(q, log) and not q.args[0].is_number and not q.has(exp), log_of)


def exponents_of(product):
    factors = Mul.make_args(product)
    return [f.args[0] for f in factors if isinstance(f, exp)], [f for f in factors if not isinstance(f, exp)]


def joined(e):
    """One exponential in each product, its exponent over one denominator."""
    def product_of(product):
        exponents, others = exponents_of(product)
        return Mul(exp(cancel(together(Add(*exponents)))), *others)
    return e.replace(lambda q: q.is_Mul and len(exponents_of(q)[0]) > 1, product_of)


LOGARITHMS = {}  # a factor -> the symbol for its logarithm


def logarithm(f):
    if f.is_number or isinstance(f, exp):
        return f.args[0] if isinstance(f, exp) else log(f)
    return LOGARITHMS.setdefault(f, Dummy('log', real=True))


def factors_of(base, known):
    """The factors of something positive, all of them positive; None where that cannot be told."""
    parts = {}
    for side, sense in zip(fraction(together(base)), (1, -1)):
        content, factors = factor_list(side)
        for f, n in [(content, 1)] + factors:
            parts[f] = parts.get(f, 0) + sense * n
    parts.pop(Integer(1), None)
    for f in [f for f in parts if not f.is_positive and f not in known and parts[f] % 2 == 0]:
        parts[f**2] = parts.pop(f) // 2  # a square is positive, whatever the sign of what is squared
    open_ones = [f for f in parts if not f.is_positive and f not in known and not (f.is_Pow and f.exp == 2)]
    if len(open_ones) == 2 and Integer(-1) in open_ones:
        other = next(f for f in open_ones if f != -1)
        parts[expand(-other)], open_ones = parts.pop(other), [expand(-other)]
        del parts[Integer(-1)]
    if len(open_ones) > 1:
        return None
    return list(parts.items())


def closed(e):
    """Exponentials as powers of symbols: one symbol for each exponent that is no rational multiple of another."""
    names, atoms, roots = {symbol: f for f, symbol in LOGARITHMS.items()}, {}, {}

    def atom(exponent):
        for known, symbol in atoms.items():
            ratio = cancel(exponent / known)
            if ratio.is_Rational:
                return symbol**ratio
        atoms[exponent] = Dummy('exp', positive=True)
        return atoms[exponent]

    def power(argument):
        argument, result = expand(argument), Integer(1)
        for symbol in [s for s in argument.free_symbols if s in names]:
            number, rest = expand(cancel(argument.coeff(symbol))).as_coeff_Add()
            argument = argument - argument.coeff(symbol) * symbol
            factor = roots.setdefault(names[symbol].replace(exp, power), Dummy('factor', positive=True))
            result *= factor**number * (atom(rest * symbol) if rest != 0 else 1)
        argument = cancel(together(argument))
        numerator, denominator = fraction(argument)
        parts = Add.make_args(expand(numerator)) if len(Add.make_args(expand(denominator))) == 1 else [numerator]
        return result * Mul(*[atom(part / denominator) for part in parts if part != 0])
    numerator = expand(fraction(together(e.replace(exp, power)))[0])
    factors = {symbol: f for f, symbol in roots.items()}
    whole = numerator.replace(lambda q: q.is_Pow and q.base in factors,
                              lambda q: factors[q.base]**floor(q.exp) * q.base**(q.exp - floor(q.exp)))
    return whole.xreplace(factors)


def euler(e, variables):
    """The Euler operators of an integrand: all of them vanish exactly for a total divergence."""
    e = expand(e)
    bases = {}
    for s in e.free_symbols:
        if s in JETS and any(v in a.free_symbols for v in variables for a in JETS[s][2]):
            name, orders, arguments, _ = JETS[s]
            if any(a.free_symbols & set(variables) and a not in variables for a in arguments):
                skip('an integrand with shifted arguments')
            others = tuple(0 if a in variables else o for o, a in zip(orders, arguments))
            bases.setdefault((name, others, arguments), []).append(s)
    if e.as_independent(*[s for group in bases.values() for s in group], as_Add=True)[0] != 0:
        skip('an integral of explicit functions')
    for group in bases.values():
        total = Integer(0)
        for s in group:
            part = thaw(diff(e, s))
            for a, order in zip(JETS[s][2], JETS[s][1]):
                for _ in range(order if a in variables else 0):
                    part = -slope(part, a)
            total += part
        yield freeze(total)


def prove(left, right, known, under=None, positive=()):
    rules, unsolved = rules_of(known)
    relations = [value for leading, value in rules if leading is None]
    conditions = [freeze(c) for c in flat(list(positive))]
    where = {c: Dummy(str(c), positive=True) for c in conditions if c.is_Symbol}
    if len(flat(left)) != len(flat(right)):
        raise Failed('the two sides have different numbers of components')
    for l, r in zip(flat(left), flat(right)):
        residual = reduce(freeze(l - r), rules)
        parts = [residual] if under is None else [reduce(part, rules) for part in euler(residual, flat(under))]
        for part in parts:
            if is_zero(part.xreplace(where), [c.xreplace(where) for c in conditions], relations):
                continue
            if any(s in INTEGRALS for s in part.free_symbols):
                skip('an integral that would have to be evaluated')
            if unsolved or any(JETS[s][0] in OPTIMA for s in part.free_symbols if s in JETS):
                skip((unsolved or ['an optimum of an expression that is not quadratic'])[0])
            raise Failed('a component is not zero')


def stationary(e, u):
    """The control where a quadratic expression is stationary."""
    controls = flat(u)
    slopes = [diff(e, c) for c in controls]
    second = Matrix([[diff(s, c) for c in controls] for s in slopes])
    if any(second.has(c) for c in controls):
        skip('an optimum of an expression that is not quadratic')
    if is_zero(freeze(second.det(method='berkowitz'))):
        skip('an optimum that is not unique')
    free = Matrix([s.xreplace({c: Integer(0) for c in controls}) for s in slopes])
    best = -(second.adjugate() * free) / second.det(method='berkowitz')
    return list(best) if isinstance(u, list) else best[0]


OPTIMA = {}  # name of an unknown function that stands for an optimum -> what is maximised


def best(e, u, which):
    """The optimum over u: by its formula where e is quadratic, as an unknown function of the rest where it is not."""
    try:
        return e.xreplace(dict(zip(flat(u), flat(stationary(e, u)))))
    except Skipped:
        sense = 1 if which == 'max' else -1
        free, bound = expand(e).as_independent(*flat(u), as_Add=True)
        return free + sense * optimum(expand(sense * bound), flat(u))


def optimum(e, controls):
    """max over the controls of e; the same unknown function for the same e."""
    factor, rest = factor_terms(e).as_independent(*controls, as_Add=False)
    if factor != 1 and factor.is_positive:
        return factor * optimum(expand(rest), controls)
    key = freeze(e).xreplace({c: Symbol('u%d' % i) for i, c in enumerate(controls)})
    name = next((n for n, known in OPTIMA.items() if expand(known - key) == 0), 'optimum %d' % len(OPTIMA))
    OPTIMA[name] = key
    variables = sorted((s for s in e.free_symbols - set(controls) if s in COORDINATES or s in ALIASES), key=str)
    OWN[name] = tuple(variables)
    return Function(name, real=True)(*variables)


def optimal(e, u, law, sense, known):
    """The law makes the slope vanish, and the second derivative has the right sign wherever SymPy can tell."""
    controls, laws = flat(u), dict(zip(flat(u), flat(law)))
    second = Matrix([[sense * diff(e, a, b) for b in controls] for a in controls])
    if second.is_positive_definite is False or second.is_negative_definite:
        raise Failed('the second derivative has the wrong sign')
    for c in controls:
        prove(diff(e, c).xreplace(laws), Integer(0), known)


class OutOfTime(BaseException):  # not an Exception, so that nothing on the way takes it for one of its own
    pass


def expired(_signal, _frame):
    raise OutOfTime


def stopwatch(seconds):
    """Processor time, so that a busy machine skips nothing more; again and again, in case one alarm is lost."""
    if hasattr(signal, 'setitimer'):
        signal.signal(signal.SIGPROF, expired)
        signal.setitimer(signal.ITIMER_PROF, seconds, 1 if seconds else 0)


def report(name, d, claim):
    try:
        stopwatch(OPTIONS.seconds)
        claim()
        stopwatch(0)
        print('ok %s d=%d' % (name, d), flush=True)
    except OutOfTime:
        stopwatch(0)
        print('SKIPPED %s d=%d: it took longer than %d seconds' % (name, d, OPTIONS.seconds), flush=True)
    except Skipped as reason:
        stopwatch(0)
        print('SKIPPED %s d=%d: %s' % (name, d, reason), flush=True)
    except Exception as error:
        FAILURES.append(name)
        stopwatch(0)
        print('FAILED %s d=%d: %s' % (name, d, error), flush=True)
`;

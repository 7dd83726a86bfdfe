/**
 * Python for an exported script: what is asked of a claim, and how the answer is printed.
 */
export const PROOF: string = String.raw`# -- what is asked ----------------------------------------------------------------------------------------------
def is_zero(e):
    if expand(e) == 0:
        return True
    numerator = expand(fraction(together(expand(e)))[0])
    return numerator == 0 or simplify(numerator) == 0


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
    where = {v: Dummy(str(v), positive=True) for v in flat(list(positive))}
    for l, r in zip(flat(left), flat(right)):
        residual = reduce(freeze(l - r), rules)
        parts = [residual] if under is None else [reduce(part, rules) for part in euler(residual, flat(under))]
        if not all(is_zero(part.xreplace(where)) for part in parts):
            if unsolved:
                skip(unsolved[0])
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


def best(e, u):
    return e.xreplace(dict(zip(flat(u), flat(stationary(e, u)))))


def optimal(e, u, law, sense, known):
    """The law makes the slope vanish, and the second derivative has the right sign wherever SymPy can tell."""
    controls, laws = flat(u), dict(zip(flat(u), flat(law)))
    second = Matrix([[sense * diff(e, a, b) for b in controls] for a in controls])
    if second.is_positive_definite is False or second.is_negative_definite:
        raise Failed('the second derivative has the wrong sign')
    for c in controls:
        prove(diff(e, c).xreplace(laws), Integer(0), known)


def expired(_signal, _frame):
    skip('it took longer than %d seconds' % SECONDS)


def report(name, d, claim):
    if hasattr(signal, 'SIGALRM'):
        signal.signal(signal.SIGALRM, expired)
        signal.alarm(SECONDS)
    try:
        claim()
        print('ok %s d=%d' % (name, d), flush=True)
    except Skipped as reason:
        print('SKIPPED %s d=%d: %s' % (name, d, reason), flush=True)
    except Exception as error:
        FAILURES.append(name)
        print('FAILED %s d=%d: %s' % (name, d, error), flush=True)
    finally:
        if hasattr(signal, 'SIGALRM'):
            signal.alarm(0)
`;

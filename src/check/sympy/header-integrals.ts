/**
 * Python for an exported script: integrals inside a formula, and optima over densities (Gibbs' variational formula).
 */
export const INTEGRALS: string = String.raw`# -- integrals over a whole space inside a formula --------------------------------------------------------------
BOUND = {}      # a variable -> the symbol that it is under an integral
INTEGRALS = {}  # symbol -> the integral that it stands for


class Over(Expr):
    """The integral of one product over a whole space, an unknown number: derivatives pass under it."""
    is_commutative = True
    is_real = True

    @property
    def free_symbols(self):
        return self.args[0].free_symbols - set(self.args[1:])

    def _eval_is_positive(self):
        return self.args[0].is_positive

    def _eval_derivative(self, v):
        return over(diff(self.args[0], v), self.args[1:])


def integral(e, variable):
    bound = {v: BOUND.setdefault(v, Dummy(v.name, real=True)) for v in flat(variable)}
    return each(lambda c: over(c.xreplace(bound), list(bound.values())), e)


def over(e, bound):
    """Term by term, with everything that does not depend on the bound variables in front."""
    total = Integer(0)
    for term in Add.make_args(expand(e)):
        if term == 0:
            continue
        front, inside = term.as_independent(*bound, as_Add=False)
        exponents = [f.args[0] for f in Mul.make_args(inside) if isinstance(f, exp)]
        others = [f for f in Mul.make_args(inside) if not isinstance(f, exp)]
        outer_exponent, exponent = expand(Add(*exponents)).as_independent(*bound, as_Add=True)
        extreme, exponent = (Integer(0), exponent) if others else centred(exponent, bound)
        total += front * exp(outer_exponent + extreme) * Over(Mul(exp(exponent), *others), *bound)
    return total


def centred(exponent, bound):
    """The extreme of a quadratic exponent, and the exponent shifted there: over a whole space that changes nothing."""
    second = Matrix([[diff(exponent, v, w) for w in bound] for v in bound]).applyfunc(cancel)
    if second.has(*bound) or cancel(second.det(method='berkowitz')) == 0:
        return Integer(0), exponent
    first = Matrix([diff(exponent, v).xreplace({w: Integer(0) for w in bound}) for v in bound])
    extreme = cancel(-(first.T * second.adjugate() * first)[0] / second.det(method='berkowitz') / 2)
    return extreme, Add(*[second[i, j] * v * w / 2 for i, v in enumerate(bound) for j, w in enumerate(bound)])


def frozen(e):
    e = over(e.args[0].xreplace(ALIASES), e.args[1:])
    return e.xreplace({one: symbol_for(one) for one in e.atoms(Over)})


def symbol_for(one):
    found = next((symbol for symbol, known in INTEGRALS.items() if known == one), None)
    if found is None:
        assumption = {'positive': True} if one.is_positive else {'real': True}
        found = Symbol('integral %d' % len(INTEGRALS), **assumption)
        INTEGRALS[found] = one
    return found


def gibbs(e, density, variable, which):
    """max of the integral of p (h - c log p) over densities p is c log Z, at exp(h/c) / Z, Z the integral of exp(h/c)."""
    sense, bound = (1 if which.endswith('max') else -1), {v: BOUND.get(v, v) for v in flat(variable)}
    logarithm_of = log(density).xreplace(bound)
    terms = [term.as_independent(Over, as_Add=False) for term in Add.make_args(expand(e))]
    if any(not isinstance(one, Over) or set(one.args[1:]) != set(bound.values()) for _, one in terms):
        skip('an optimum over densities that is not of Gibbs\' form')
    whole = expand(sense * Add(*[front * one.args[0] for front, one in terms]) / exp(logarithm_of))
    slot = Dummy('log', real=True)
    whole = whole.xreplace({logarithm_of: slot})
    c, h = -diff(whole, slot), whole.xreplace({slot: Integer(0)})
    if not c.is_positive or c.has(slot, *bound.values()) or h.has(logarithm_of.func):
        skip('an optimum over densities that is not of Gibbs\' form')
    weight = exp(expand(h / c))
    total = over(weight, list(bound.values()))
    if which in ('min', 'max'):
        return sense * c * log(total)
    return weight.xreplace({inner: v for v, inner in bound.items()}) / total
`;

/**
 * Python for an exported script: unknown functions, their derivatives as symbols, hypotheses as rewriting.
 */
export const JETS: string = String.raw`# -- what a document declares -----------------------------------------------------------------------------------
def tensor(shape, symmetry, make, index=()):
    if shape:
        return [tensor(shape[1:], symmetry, make, index + (i + 1,)) for i in range(shape[0])]
    if symmetry == 'antisymmetric' and index[0] >= index[1]:
        return Integer(0) if index[0] == index[1] else -make(index[::-1])
    return make(tuple(sorted(index)) if symmetry in ('symmetric', 'positive') else index)


def named(name, index):
    return name + (str(list(index)) if index else '')


def coordinate(name, size=None):
    names = [name] if size is None else [named(name, (i + 1,)) for i in range(size)]
    symbols = [Symbol(one, real=True) for one in names]
    COORDINATES.update(symbols)
    return symbols[0] if size is None else symbols


def constant(name, shape=(), symmetry='none', **assumptions):
    return tensor(shape, symmetry, lambda index: Symbol(named(name, index), real=True, **assumptions))


def field(name, slots, shape=(), symmetry='none', positive=False, curl_free=None):
    """An unknown function of its slots, to be called with arguments; a positive one is exp of its logarithm."""
    variables = flat(list(slots))
    COMPONENTS[name] = set()

    def unknown(of):
        OWN[of] = tuple(variables)
        COMPONENTS[name].add(of)
        return Function(of, real=True)(*variables)
    if curl_free is not None:
        own = grad(unknown('potential of ' + name), curl_free)
    elif positive:
        own = exp(unknown('log ' + name))
    else:
        own = tensor(shape, symmetry, lambda index: unknown(named(name, index)))
    return lambda *arguments: at(own, *zip(slots, arguments))


# -- derivatives as symbols, hypotheses as rewriting ------------------------------------------------------------
def freeze(e):
    e = e.xreplace({integral: frozen(integral) for integral in e.atoms(Over)})
    e = e.xreplace({jet: symbol_of(jet) for jet in e.atoms(AppliedUndef, Derivative)}).xreplace(ALIASES)
    return freeze(e) if e.has(AppliedUndef) else e  # what a symbol stood for has derivatives of its own


def symbol_of(jet):
    function, counts = (jet.expr, dict(jet.variable_count)) if isinstance(jet, Derivative) else (jet, {})
    orders = tuple(int(counts.get(a, 0)) for a in function.args)
    key = (function.func.__name__, orders, tuple(expand(a.xreplace(ALIASES)) for a in function.args))
    if key not in KEYS:
        KEYS[key] = Symbol('jet %d' % len(KEYS), real=True)
        JETS[KEYS[key]] = key + (jet,)
    return KEYS[key]


def thaw(e):
    e = e.xreplace({s: JETS[s][3] for s in e.free_symbols if s in JETS})
    return e.xreplace({s: INTEGRALS[s] for s in e.free_symbols if s in INTEGRALS})


def known_equation(left, right, of=None):
    """A hypothesis, solved when it is first needed for a leading derivative of the field that it is about."""
    return {'sides': (left, right), 'of': of, 'rules': None}


def rules_of(hypotheses):
    rules, unsolved = [], []
    for hypothesis in hypotheses:
        try:
            if hypothesis['rules'] is None:
                left, right = [flat(side()) for side in hypothesis['sides']]
                hypothesis['rules'] = solve(left, right, hypothesis['of'])
            rules += hypothesis['rules']
        except Skipped as reason:
            unsolved.append(str(reason))
    return rules, unsolved


def solve(left, right, of):
    rules = []
    for l, r in zip(left, right):
        e = reduce(freeze(l - r), rules)
        if is_zero(e):
            continue
        leading = leading_symbol(e, freeze(l), of)
        if leading is None:  # a relation between constants, such as a**2 + b**2 = 1
            rules.append((None, e))
            continue
        if diff(e, leading).has(leading):  # the logarithm of something positive
            whole = Dummy('whole')
            linear = e.xreplace({exp(leading): whole})
            value = expand_log(log(-linear.xreplace({whole: Integer(0)}) / diff(linear, whole)))
        else:
            value = expand(-e.xreplace({leading: Integer(0)}) / diff(e, leading))
        rules.append((leading, thaw(value)))
    return rules


def leading_symbol(e, left, of):
    linear = [s for s in e.free_symbols if not diff(e, s).has(s)]
    jets = [s for s in linear if s in JETS and JETS[s][2] == OWN[JETS[s][0]]]
    if of is not None:
        jets = [s for s in jets if JETS[s][0] in COMPONENTS[of]]
    elif any(s in left.free_symbols for s in jets):
        jets = [s for s in jets if s in left.free_symbols]
    if jets:
        return max(jets, key=rank)
    if of is None and left in linear:
        return left
    if of is None and not any(s in JETS for s in e.free_symbols) and e.is_polynomial():
        return None
    given = [s for s in sorted(e.free_symbols, key=str) if s in JETS and is_given(s) and (s in linear or in_exponential(e, s))]
    given = [s for s in given if of is None or JETS[s][0] in COMPONENTS[of]]
    if given:
        return given[0]
    skip('a hypothesis that is not solved for a derivative')


def is_given(symbol):
    """Whether some of its arguments are constants, as in A(T) and p(x, 0), and all others its own variables."""
    name, _, arguments, _ = JETS[symbol]
    return all(a == v or not a.free_symbols & COORDINATES and not any(s in JETS for s in a.free_symbols) for v, a in zip(OWN[name], arguments))


def in_exponential(e, symbol):
    """Whether e = a exp(symbol) + b, without the symbol in a and b."""
    whole = Dummy('whole')
    linear = e.xreplace({exp(symbol): whole})
    return not linear.has(symbol) and not diff(linear, whole).has(whole)


def rank(symbol):
    _, orders, arguments, _ = JETS[symbol]
    in_time = sum(o for o, a in zip(orders, arguments) if str(a) == 't')
    return (in_time, sum(orders), orders)


def reduce(e, rules):
    for _ in range(40):
        values = {s: rewritten(s, rules) for s in e.free_symbols}
        values = {s: value for s, value in values.items() if value is not None}
        if not values:
            return e
        e = expand(e.xreplace(values))
    skip('the hypotheses do not come to an end')


def rewritten(symbol, rules):
    for leading, value in rules:
        if leading is None:
            continue
        if leading not in JETS:
            if symbol == leading:
                return freeze(value)
        elif symbol in JETS and JETS[symbol][0] == JETS[leading][0]:
            name, orders, arguments, _ = JETS[symbol]
            there = JETS[leading][2]
            rest = [o - p for o, p in zip(orders, JETS[leading][1])]
            if min(rest) >= 0 and all(b == v or b == a and k == 0 for v, b, a, k in zip(OWN[name], there, arguments, rest)):
                for v, times in zip(OWN[name], rest):
                    for _ in range(times):
                        value = slope(value, v)
                return freeze(moved(value, [(v, a) for v, b, a in zip(OWN[name], there, arguments) if b == v]))
    return None
`;

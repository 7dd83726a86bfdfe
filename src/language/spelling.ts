/**
 * Names: one spelling for each. Greek letters become their ASCII names and subscripts become `_1`, so that `σ₁`
 * and `sigma_1` are the same name; and the nearest declared name, for a name that is not declared.
 */
const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', ϵ: 'epsilon', ζ: 'zeta', η: 'eta', θ: 'theta',
  ϑ: 'theta', ι: 'iota', κ: 'kappa', ϰ: 'kappa', λ: 'lambda', μ: 'mu', '\u00b5': 'mu', ν: 'nu', ξ: 'xi', ο: 'omicron',
  π: 'pi', ϖ: 'pi', ρ: 'rho', ϱ: 'rho', σ: 'sigma', ς: 'sigma', τ: 'tau', υ: 'upsilon', φ: 'phi', ϕ: 'phi',
  χ: 'chi', ψ: 'psi', ω: 'omega',
  Α: 'Alpha', Β: 'Beta', Γ: 'Gamma', Ε: 'Epsilon', Ζ: 'Zeta', Η: 'Eta', Θ: 'Theta', ϴ: 'Theta', Ι: 'Iota',
  Κ: 'Kappa', Λ: 'Lambda', Μ: 'Mu', Ν: 'Nu', Ξ: 'Xi', Ο: 'Omicron', Π: 'Pi', Ρ: 'Rho', Σ: 'Sigma', Τ: 'Tau',
  Υ: 'Upsilon', Φ: 'Phi', Χ: 'Chi', Ψ: 'Psi', Ω: 'Omega', '\u2126': 'Omega', ℓ: 'ell',
};

/** The one spelling of a name. */
export const normaliseName = (written: string): string => {
  let result = '';
  for (const letter of written) {
    const code = letter.charCodeAt(0);
    if (code < 0x80) result += letter;
    else if (code >= 0x2080 && code <= 0x2089) {
      result += `${/[_\d]$/.test(result) && /_\d*$/.test(result) ? '' : '_'}${code - 0x2080}`;
    } else result += GREEK[letter] ?? letter;
  }
  return result;
};

/** The number of single-letter edits (insert, drop, change, swap of neighbours) between two names. */
export const editDistance = (a: string, b: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
};

/** The declared name that is nearest to the one written, if one is near enough to be meant. */
export const nearestName = (written: string, declared: Iterable<string>): string | null => {
  const allowed = Math.max(1, Math.floor(written.length / 3));
  let best: string | null = null;
  let distance = allowed + 1;
  for (const name of declared) {
    if (Math.abs(name.length - written.length) > allowed) continue;
    if (written.length === 1 && name.toLowerCase() !== written.toLowerCase()) continue;
    const d = name.toLowerCase() === written.toLowerCase() ? 0.5 : editDistance(written, name);
    if (d < distance) [best, distance] = [name, d];
  }
  return best;
};

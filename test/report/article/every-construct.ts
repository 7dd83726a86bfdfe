/**
 * One document with everything that an article can be made of, and with what people might write to break it.
 */

const EVIL = 'a_b % \\input{x} } { $ # & ^ ~ < > | " \\end{document} é ∂θ ½ 漢';

export const EVERY_CONSTRUCT = `# All at once: $\\partial_t p$ and ${EVIL}

Words with *emphasis*, **weight**, \`code_1 \\relax % and a long long long line of code that has to be broken somewhere since nobody can read it\`,
a [link](https://example.org/a_b?c=d%20e&f#g), <https://example.org>, a citation [@haussmann1986], and one of nobody [@nobody].\\
A new line. Formulas $x_1^2\\tfrac12$, $\\input{secret}$, $\\frac{1}$ and money: $5 and $6. ${EVIL}

$$\\int_0^T\\tfrac12|u|^2\\,ds+\\underbrace{a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t+u+v+w+x+y+z+A+B+C+D+E+F+G+H}_{\\text{far too wide for a line}}$$

## A section with ${EVIL}

- one
  - two
    - three
      - four
        - five

          still five
- [brackets] first

7. seven
8. eight

> A quotation
>
> > in a quotation, with $$a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t+u+v+w+x+y+z+A+B+C+D+E+F+G$$ displayed.

    indented code % $x$ \\end{flushleft}

~~~
fenced code, with a line that is so long that it goes over the margin unless it is broken: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
[bracket]

~~~

* * *

#### Deep

<b>HTML</b> &amp; entities &lt;

\`\`\`claim
param T, lambda > 0
param m_max: vector
param R: positive matrix
field f(x,t): vector
field G(x,t): matrix(n,k)
field c(x,t) > 0
field Phi_0(x)
field q(x): symmetric matrix
variable y: vector
control u: vector(k)
process X: dX = (f + G u) dt + sqrt(lambda) G dW
process Z: dZ = f dt + G dW
process S: dS = f dt + G o dW
process F: dF = f dt
process Y backward: dY = f dt + G dW
density p(x,t) of Z
expectation h(x,t) of exp(-Phi_0) along Z discounted c plus running c
problem P: minimize running 1/2 |u|^2 + c terminal Phi_0 over u along X
value V(x,t) of P
let D = G G^T
let psi = exp(-V / lambda)
let long = f + grad V + grad log p + grad c + G G^T grad V + grad (f · grad V) + grad (grad log p · grad V) + grad (div f) + grad (c V)
assume curl-free f
\`\`\`

\`\`\`claim
claim "an equation, ${EVIL.replaceAll('"', '')}": ∂t V + f · grad V - 1/2 |G^T grad V|^2 + lambda/2 tr(D hess V) + c = 0
claim "through psi": ∂t psi + f · grad psi + lambda/2 tr(D hess psi) - c/lambda psi = 0
claim "where" where T > 0, lambda != 1: (lambda - 1) T / T = lambda - 1
claim "a chain": grad psi = -psi / lambda grad V = -1/lambda psi grad V
claim "density": p is density of Z
claim "reversed": p is density of process dY = (f - div D - D grad log p) dt + G dW backward
claim "value": V is value of P
claim "optimal": u = -G^T grad V is optimal for P
claim "optimal with value": u = -G^T grad V is optimal for P with value -lambda log psi
claim "expectation": h is expectation of exp(-Phi_0) along Z discounted c plus running c
claim "Ito": d(log p) = (∂t log p + f · grad log p + 1/2 D : hess log p) dt + (G^T grad log p) · dW along Z
claim "integral": ∫[x](c div f + f · grad c) = 0
claim "iff": (lambda - T)^2 = 0 iff lambda = T
claim "long": div(long) = div f + lap V + lap log p + lap c + div(D grad V) + lap(f · grad V) + lap(grad log p · grad V) + lap(div f) + lap(c V)
refute "wrong sign": ∂t psi + f · grad psi + lambda/2 tr(D hess psi) + c/lambda psi = 0
refute "wrong matrix": D grad V = grad V
refute "wrong vector": grad (f · grad V) = f · hess V
refute "wrong flow": p is density of process dA = (f - D grad log p) dt
refute "wrong integral": ∫[x](c div f - f · grad c) = 0
refute "wrong optimum": u = G^T grad V is optimal for P
refute "wrong value": 2 V is value of P
claim "claimed, but wrong": lap c = 2 lap c
refute "denied, but right": lap c + lap c = 2 lap c
\`\`\`

The end.
`;

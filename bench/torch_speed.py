"""One step of training in PyTorch, for bench/areas/networks-speed.ts: a dense network with SiLU, mean squared error, Adam and a
moving average of the weights, on one batch.

optimiser "usual": torch.optim.Adam over the parameters of an nn.Sequential, the average by _foreach, as its users write it.
"flat": all weights in one tensor whose views the layers are, and Adam in six calls: the fastest that was found.
"""
import torch
from torch.nn import functional

from scipy_peer import serve

BETA1, BETA2, EPSILON, RATE, KEEP = 0.9, 0.99, 1e-8, 1e-3, 0.99


def usual(widths):
    layers = []
    for k, (a, b) in enumerate(zip(widths, widths[1:])):
        layers += [torch.nn.Linear(a, b)] + ([torch.nn.SiLU()] if k + 2 < len(widths) else [])
    network = torch.nn.Sequential(*layers)
    weights = list(network.parameters())
    optimiser = torch.optim.Adam(weights, lr=RATE, betas=(BETA1, BETA2), eps=EPSILON, foreach=True)
    average = [w.detach().clone() for w in weights]

    def update():
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        with torch.no_grad():
            torch._foreach_mul_(average, KEEP)
            torch._foreach_add_(average, weights, alpha=1 - KEEP)

    return network, update


def flat(widths):
    pairs = list(zip(widths, widths[1:]))
    count = sum((a + 1) * b for a, b in pairs)
    weights = 0.1 * torch.randn(count)
    gradient, first, second, average = torch.zeros(count), torch.zeros(count), torch.zeros(count), weights.clone()
    parts, at = [], 0
    for a, b in pairs:
        for shape in ((b, a), (b,)):
            size = b * a if len(shape) == 2 else b
            part = weights[at:at + size].view(shape).detach().requires_grad_()
            part.grad = gradient[at:at + size].view(shape)
            parts.append(part)
            at += size
    steps = [0]

    def network(x):
        for k in range(0, len(parts) - 2, 2):
            x = functional.silu(functional.linear(x, parts[k], parts[k + 1]))
        return functional.linear(x, parts[-2], parts[-1])

    def update():
        steps[0] += 1
        with torch.no_grad():
            first.lerp_(gradient, 1 - BETA1)
            second.mul_(BETA2).addcmul_(gradient, gradient, value=1 - BETA2)
            size = (second / (1 - BETA2 ** steps[0])).sqrt_().add_(EPSILON)
            weights.addcdiv_(first, size, value=-RATE / (1 - BETA1 ** steps[0]))
            average.lerp_(weights, 1 - KEEP)
            gradient.zero_()

    return network, update


def train(widths, batch, steps, optimiser, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(7)
    network, update = {"usual": usual, "flat": flat}[optimiser](widths)
    x = torch.randn(batch, widths[0])

    def run():
        loss = None
        for _ in range(steps):
            loss = ((network(x) - 1) ** 2).mean()
            loss.backward()
            update()
        return {"loss": loss.item()}

    run()
    return run


serve({"train": train})

#!/usr/bin/env python3
"""Loss and gradient of CTC in PyTorch, double precision, as the reference of CtcParityTest.

Made with Debian's python3-torch 1.13.1:  python3 ctc_parity.py > ../resources/org/dsd4j/djl/kit/ctc/torch.txt

Logits are not stored but computed from their index with integer arithmetic, to the same bits in Java: a hash of
(salt, index) mapped to a multiple of 1/1024 in [-scale, scale]. One line a case; then per utterance its loss, and of
its gradient the norm, the product with a pseudo-random vector and single elements (index:value).
"""
import math

import torch
from torch.nn import functional as F

MASK = (1 << 64) - 1
ELEMENTS = 12


def mixed(value):
    value = (value + 0x9E3779B97F4A7C15) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def hashed(salt, index):
    """A multiple of 1/1024 in [-1, 1)."""
    return (mixed(salt * 1000003 + index) >> 53) / 1024 - 1


def case(name, salt, symbols, scale, frames, labels, max_frames=None):
    """scale: logits lie in [-scale, scale]; frames, labels: one per utterance; the blank is 0."""
    longest = max_frames or max(frames)
    batch = len(frames)
    flat = [scale * hashed(salt, i) for i in range(longest * batch * symbols)]
    logits = torch.tensor(flat, dtype=torch.float64).reshape(longest, batch, symbols).requires_grad_()
    targets = torch.tensor([c for l in labels for c in l], dtype=torch.long)
    losses = F.ctc_loss(
        F.log_softmax(logits, 2), targets, torch.tensor(frames), torch.tensor([len(l) for l in labels]),
        blank=0, reduction="none", zero_infinity=False)
    finite = torch.isfinite(losses)
    gradient, = torch.autograd.grad(torch.where(finite, losses, torch.zeros_like(losses)).sum(), logits)
    # An utterance without a path has no gradient; torch gives NaN there.
    gradient = torch.where(finite.reshape(1, -1, 1), gradient, torch.zeros_like(gradient))
    print("case", name, salt, symbols, scale, longest, batch)
    for b in range(batch):
        mine = gradient[:, b].flatten()
        random = torch.tensor([hashed(salt + 7, i) for i in range(len(mine))], dtype=torch.float64)
        places = [mixed(salt * 31 + b * 101 + i) % (frames[b] * symbols or 1) for i in range(ELEMENTS)]
        print("utterance", frames[b], ",".join(map(str, labels[b])) or "-")
        print("loss", repr(losses[b].item()), "norm", repr(mine.norm().item()), "product", repr((mine @ random).item()))
        print("elements", " ".join(f"{p}:{mine[p].item()!r}" for p in places))


def draw(salt, length, symbols, repeat=0):
    """Labels 1 to symbols - 1; every repeat-th equals the one before it."""
    labels = []
    for i in range(length):
        again = repeat and i % repeat == repeat - 1
        labels.append(labels[-1] if again else 1 + mixed(salt + i) % (symbols - 1))
    return labels


def needed(labels):
    return len(labels) + sum(a == b for a, b in zip(labels, labels[1:]))


def main():
    torch.set_num_threads(1)
    case("small", 1, 4, 2, [6, 5, 4], [[1, 2], [3], [2, 1, 3]])
    for i, (t, c, l) in enumerate([(12, 3, 5), (30, 10, 8), (50, 29, 20), (80, 40, 15)]):
        frames = [t, t - 3, t - t // 3, t - t // 4]
        labels = [draw(100 * i + 10 * b, l - b, c) for b in range(4)]
        case(f"random{i}", 20 + i, c, 4, frames, labels)
    case("repeats", 30, 5, 3, [40, 35, 30], [draw(7, 15, 5, 2), draw(8, 12, 5, 3), [4] * 10])
    case("empty", 31, 6, 3, [9, 5, 1], [[], [2, 2], []])
    tight = [draw(9, 12, 7, 3), [3, 3, 3], [5], [1, 2, 3]]
    case("tight", 32, 7, 3, [needed(l) for l in tight], tight)
    case("loose-by-one", 33, 7, 3, [needed(l) + 1 for l in tight], tight)
    case("infeasible", 34, 7, 3, [needed(tight[0]) - 1, 4, 2, 3], [tight[0], [3, 3, 3], [1, 2, 3], [1, 2, 3]])
    case("padded", 35, 8, 3, [20, 3, 11], [draw(3, 5, 8), [1], []], 33)
    case("confident", 36, 29, 200, [60, 45, 30], [draw(4, 20, 29), draw(5, 11, 29, 3), []])
    case("absurd", 37, 5, 20000, [25, 20], [draw(6, 8, 5, 2), draw(7, 3, 5)])
    case("flat", 38, 29, 0, [50, 20], [draw(8, 25, 29), draw(9, 20, 29)])
    case("long", 39, 29, 6, [2000, 1500], [draw(10, 200, 29, 9), draw(11, 700, 29)])
    case("long-confident", 40, 5, 100, [2000], [draw(12, 300, 5, 4)])


if __name__ == "__main__":
    main()

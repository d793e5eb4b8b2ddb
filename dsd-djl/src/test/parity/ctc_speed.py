#!/usr/bin/env python3
"""The time of CTC's loss and gradient in PyTorch, as a peer for CtcBenchmark.

32 utterances of 300 frames, 29 symbols, 60 labels, from logits to the gradient of the logits, single precision.
Arguments: threads, repeats, standard deviation of the logits.
"""
import sys
import time

import torch
from torch.nn import functional as F

UTTERANCES, FRAMES, SYMBOLS, LABELS = 32, 300, 29, 60


def main():
    torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    deviation = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
    torch.manual_seed(1)
    logits = (deviation * torch.randn(FRAMES, UTTERANCES, SYMBOLS)).requires_grad_()
    labels = torch.randint(1, SYMBOLS, (UTTERANCES, LABELS))
    frames = torch.full((UTTERANCES,), FRAMES)
    counts = torch.full((UTTERANCES,), LABELS)
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        loss = F.ctc_loss(F.log_softmax(logits, 2), labels, frames, counts, reduction="sum") / UTTERANCES
        logits.grad = None
        loss.backward()
        times.append(1e3 * (time.perf_counter() - start))
    times.sort()
    print(f"fastest {times[0]:.1f} ms, median {times[len(times) // 2]:.1f} ms")


if __name__ == "__main__":
    main()

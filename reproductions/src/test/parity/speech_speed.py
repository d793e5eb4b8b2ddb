#!/usr/bin/env python3
"""The time of a training step of DeepSpeech in PyTorch, as a peer for SpeechStepBenchmark.

20 utterances of 200 to 295 frames, 161 bins, 25 to 44 letters, padded; activations clipped at 20; the
recurrence as ours, both directions of a step in one product; CTC; the norm of the gradients bounded; SGD
with Nesterov's momentum. Arguments: threads, steps, width.
"""
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH, BINS, SYMBOLS, CONTEXT = 20, 161, 29, 11


class DeepSpeech(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv = nn.Linear(CONTEXT * BINS, width)
        self.fc1, self.fc2 = nn.Linear(width, width), nn.Linear(width, width)
        self.input = nn.Linear(width, width)
        self.recurrent = nn.Parameter(torch.stack([torch.eye(width) * 0.5] * 2))
        self.fc4, self.ctc = nn.Linear(width, width), nn.Linear(width, SYMBOLS)

    def forward(self, x, mask):
        """x (T, B, bins), mask (T / 2, B, 1)."""
        padded = F.pad(x, (0, 0, 0, 0, CONTEXT // 2, CONTEXT // 2))
        time_out = (len(x) + 1) // 2
        windows = torch.cat([padded[k:k + 2 * time_out - 1:2] for k in range(CONTEXT)], 2)
        h = self.conv(windows).clamp(0, 20)
        h = self.fc2(self.fc1(h).clamp(0, 20)).clamp(0, 20)
        p = self.input(h) * mask
        pairs = torch.stack([p, p.flip(0)], 1)
        state, states = None, []
        for step in pairs.unbind(0):
            state = (step if state is None else torch.baddbmm(step, state, self.recurrent)).clamp(0, 20)
            states.append(state)
        both = torch.stack(states)
        h = both[:, 0] + both[:, 1].flip(0)
        return self.ctc(self.fc4(h).clamp(0, 20))


def main():
    threads, steps, width = (int(a) for a in (sys.argv[1:] + ["1", "30", "1024"][len(sys.argv) - 1:]))
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    frames = torch.tensor([200 + 5 * b for b in range(BATCH)])
    out = (frames + 1) // 2
    x = torch.randn(int(frames.max()), BATCH, BINS)
    mask = (torch.arange(int(out.max())).unsqueeze(1) < out).float().unsqueeze(2)
    labels = torch.randint(1, SYMBOLS, (BATCH, 25 + BATCH - 1))
    counts = torch.tensor([25 + b for b in range(BATCH)])
    model = DeepSpeech(width)
    solver = torch.optim.SGD(model.parameters(), lr=1e-6, momentum=0.9, nesterov=True)
    times = []
    for _ in range(steps):
        start = time.perf_counter()
        solver.zero_grad()
        scores = F.log_softmax(model(x, mask), 2)
        loss = F.ctc_loss(scores, labels, out, counts, reduction="sum", zero_infinity=True) / BATCH
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 400)
        solver.step()
        times.append(1000 * (time.perf_counter() - start))
    times = times[3:]
    print(f"{threads} threads, width {width}: fastest {min(times):.1f} ms, median {statistics.median(times):.1f} ms")


main()

#!/usr/bin/env python3
"""The time of a training step of NeuralTalk in PyTorch, as a peer for CaptionStepBenchmark.

Batch 100, image features of 4,096 values, width 256, vocabulary of 2,538, sentences of 5 to 18 words
(mean 11), dropout 0.5, clipping at 5, rmsprop. Two ways to write it: padded, as most people do, and
packed as ours is. Arguments: threads, steps.
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

IMAGE, WIDTH, VOCABULARY, BATCH = 4096, 256, 2538, 100
LENGTHS = sorted((5 + (i * 7) % 14 for i in range(BATCH)), reverse=True)


class NeuralTalk(nn.Module):
    def __init__(self):
        super().__init__()
        def u(*shape):
            return nn.Parameter(torch.rand(*shape) * 0.2 - 0.1)
        self.We, self.be = u(IMAGE, WIDTH), u(WIDTH)
        self.Ws = u(VOCABULARY, WIDTH)
        self.WLSTM, self.b = u(2 * WIDTH, 4 * WIDTH), u(4 * WIDTH)
        self.Wd, self.bd = u(WIDTH, VOCABULARY), u(VOCABULARY)

    def tick(self, fromx, state):
        a = fromx if state is None else fromx + state[0] @ self.WLSTM[WIDTH:]
        i, f, o = torch.sigmoid(a[:, :3 * WIDTH]).chunk(3, 1)
        g = torch.tanh(a[:, 3 * WIDTH:])
        c = i * g if state is None else i * g + f * state[1]
        return o * c, c

    def padded(self, features, tokens):
        """tokens (N, T), padded with 0."""
        x = torch.cat([(features @ self.We + self.be).unsqueeze(1), F.embedding(tokens, self.Ws)], 1)
        x = F.dropout(x, 0.5, self.training)
        fromx = x @ self.WLSTM[:WIDTH] + self.b
        state, out = None, []
        for t in range(x.shape[1]):
            state = self.tick(fromx[:, t], state)
            if t > 0:
                out.append(state[0])
        h = F.dropout(torch.stack(out, 1), 0.5, self.training)
        return h @ self.Wd + self.bd

    def packed(self, features, tokens, counts):
        """tokens (P), all first words, then all second words."""
        x = torch.cat([features @ self.We + self.be, F.embedding(tokens, self.Ws)], 0)
        x = F.dropout(x, 0.5, self.training)
        fromx = x @ self.WLSTM[:WIDTH] + self.b
        state, out = None, []
        for t, part in enumerate(torch.split(fromx, [BATCH] + counts)):
            if t > 0 and counts[t - 1] < state[0].shape[0]:
                state = (state[0][:counts[t - 1]], state[1][:counts[t - 1]])
            state = self.tick(part, state)
            if t > 0:
                out.append(state[0])
        h = F.dropout(torch.cat(out), 0.5, self.training)
        return h @ self.Wd + self.bd


def timed(name, model, loss_of, steps):
    cache = [torch.zeros_like(p) for p in model.parameters()]
    times = []
    for _ in range(steps):
        start = time.perf_counter()
        loss = loss_of()
        loss.backward()
        loss.item()
        with torch.no_grad():
            for p, s in zip(model.parameters(), cache):
                g = p.grad.clamp_(-5, 5)
                s.mul_(0.999).addcmul_(g, g, value=0.001)
                p.addcdiv_(g, (s + 1e-8).sqrt_(), value=-1e-3)
                p.grad = None
        times.append(time.perf_counter() - start)
    times = sorted(times[steps // 4:])
    print(f"{name}: median {1e3 * times[len(times) // 2]:.1f} ms, fastest {1e3 * times[0]:.1f} ms")


def main():
    torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    steps = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    torch.manual_seed(1)
    features = torch.rand(BATCH, IMAGE)
    places = LENGTHS[0] + 1
    words = torch.randint(1, VOCABULARY, (BATCH, places))
    tokens = torch.zeros(BATCH, places, dtype=torch.long)
    target = torch.full((BATCH, places), -100)
    for n, length in enumerate(LENGTHS):
        tokens[n, 1:length + 1] = words[n, :length]
        target[n, :length] = words[n, :length]
        target[n, length] = 0
    counts = [sum(length + 1 > t for length in LENGTHS) for t in range(places)]
    order = [(n, t) for t in range(places) for n in range(counts[t])]
    flat = torch.tensor([tokens[n, t] for n, t in order])
    wanted = torch.tensor([target[n, t] for n, t in order])
    model = NeuralTalk()
    timed("padded", model, lambda: F.cross_entropy(
        model.padded(features, tokens).flatten(0, 1), target.flatten(), reduction="sum") / BATCH, steps)
    timed("packed", model, lambda: F.cross_entropy(
        model.packed(features, flat, counts), wanted, reduction="sum") / BATCH, steps)


if __name__ == "__main__":
    main()

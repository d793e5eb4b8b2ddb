#!/usr/bin/env python3
"""Writes what NeuralTalk computes, as a fixture for NeuralTalkParityTest.

The model of karpathy/neuraltalk (imagernn/lstm_generator.py, generic_batch_generator.py, driver.py and
solver.py), written anew in double precision: sentence by sentence, word by word, as the original goes,
with gradients by torch's autograd and rmsprop by hand. Nothing is packed or padded. The bias of the LSTM
is a vector of its own and has no L2 penalty; all else is the original's.

Weights and features are not stored: both sides compute them from names and indices (HashedValues.java).
"""
import json
import pathlib
import sys

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from torchvision_parity import values  # noqa: E402

IMAGE, WIDTH, VOCABULARY = 6, 4, 9
PENALTY, CLIP, DECAY, EPSILON, RATE, STEPS = 0.05, 0.02, 0.999, 1e-8, 0.01, 3
SENTENCES = [[3, 1, 4], [2], [5, 6, 7, 8, 1], [], [1, 1, 2]]
SHAPES = {
    "We": (IMAGE, WIDTH), "be": (WIDTH,), "Ws": (VOCABULARY, WIDTH),
    "WLSTM": (2 * WIDTH, 4 * WIDTH), "bLSTM": (4 * WIDTH,),
    "Wd": (WIDTH, VOCABULARY), "bd": (VOCABULARY,),
}


def tensor(name, shape):
    return torch.tensor(values("neuraltalk", name, shape, (0.0, 0.5, 0.0)), dtype=torch.float64)


def scores_of(model, feature, words):
    """Scores of every next token of one sentence, the end token last."""
    xs = [feature @ model["We"] + model["be"]]
    xs += [model["Ws"][w] for w in [0] + words]
    h = torch.zeros(WIDTH, dtype=torch.float64)
    c = torch.zeros(WIDTH, dtype=torch.float64)
    out = []
    for t, x in enumerate(xs):
        a = torch.cat([x, h]) @ model["WLSTM"] + model["bLSTM"]
        i, f, o = (torch.sigmoid(a[k * WIDTH:(k + 1) * WIDTH]) for k in range(3))
        g = torch.tanh(a[3 * WIDTH:])
        c = i * g + (f * c if t > 0 else 0)
        h = o * c
        if t > 0:
            out.append(h @ model["Wd"] + model["bd"])
    return torch.stack(out)


def loss_of(model, features):
    total = 0
    for feature, words in zip(features, SENTENCES):
        logs = torch.log_softmax(scores_of(model, feature, words), 1)
        total = total - sum(logs[t, w] for t, w in enumerate(words + [0]))
    return total / len(SENTENCES)


def main():
    model = {name: tensor(name, shape).requires_grad_() for name, shape in SHAPES.items()}
    features = tensor("features", (len(SENTENCES), IMAGE))
    cache = {name: torch.zeros_like(p) for name, p in model.items()}
    losses, gradients = [], {}
    for step in range(STEPS):
        loss = loss_of(model, features)
        losses.append(loss.item())
        grads = dict(zip(model, torch.autograd.grad(loss, list(model.values()))))
        if step == 0:
            gradients = {name: g.flatten().tolist() for name, g in grads.items()}
            scores = [scores_of(model, f, w).tolist() for f, w in zip(features, SENTENCES)]
        with torch.no_grad():
            for name, p in model.items():
                g = grads[name]
                if p.dim() > 1:
                    g = g + PENALTY / len(SENTENCES) * p
                g = g.clamp(-CLIP, CLIP)
                cache[name] = DECAY * cache[name] + (1 - DECAY) * g * g
                p -= RATE * g / torch.sqrt(cache[name] + EPSILON)
    json.dump({
        "image": IMAGE, "width": WIDTH, "vocabulary": VOCABULARY, "sentences": SENTENCES,
        "penalty": PENALTY, "clip": CLIP, "rate": RATE, "shapes": SHAPES,
        "losses": losses, "scores": scores, "gradients": gradients,
        "weights": {name: p.flatten().tolist() for name, p in model.items()},
    }, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Writes what DeepSpeech and DeepSpeech 2 compute, as a fixture for SpeechParityTest.

The networks of the paper's tables in double precision, utterance by utterance: nothing is padded, the two
directions of a recurrence are two loops, and the batch normalisation of DeepSpeech 2 is over the frames of
all utterances laid end to end. Convolutions and the CTC loss are torch's own; gradients come from its
autograd.

Weights and spectrograms are not stored: both sides compute them from names and indices (HashedValues.java).
"""
import json
import pathlib
import sys

import torch
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from torchvision_parity import values  # noqa: E402

BINS, SYMBOLS, FRAMES = 7, 4, [12, 7, 9]
LABELS = [[1, 2, 1], [3, 3], []]
EPSILON = 1e-5


def tensor(model, name, shape, half=0.5):
    return torch.tensor(values(model, name, shape, (0.0, half, 0.0)), dtype=torch.float64)


def sounds(model):
    return [tensor(model, f"sound{i}", (frames, BINS), 1.0) for i, frames in enumerate(FRAMES)]


def clipped(x):
    return x.clamp(0, 20)


def recurrence(p, forward, backward):
    def direction(order, weight):
        h, out = torch.zeros(p.shape[1], dtype=torch.float64), [None] * len(p)
        for t in order:
            h = clipped(p[t] + h @ weight)
            out[t] = h
        return torch.stack(out)
    return direction(range(len(p)), forward) + direction(range(len(p) - 1, -1, -1), backward)


def deep_speech(w, xs):
    logits = []
    for x in xs:
        padded = F.pad(x, (0, 0, 5, 5))
        windows = torch.stack([padded[t:t + 11].reshape(-1) for t in range(0, len(x), 2)])
        h = clipped(windows @ w["conv.weight"].T + w["conv.bias"])
        for name in ["fc1", "fc2"]:
            h = clipped(h @ w[name + ".weight"].T + w[name + ".bias"])
        p = h @ w["recurrent.input.weight"].T + w["recurrent.input.bias"]
        h = recurrence(p, w["recurrent.forward"], w["recurrent.backward"])
        h = clipped(h @ w["fc4.weight"].T + w["fc4.bias"])
        logits.append(h @ w["ctc.weight"].T + w["ctc.bias"])
    return logits


def norm(w, name, xs):
    """Each feature over the frames of all utterances; xs are (frames, features)."""
    together = torch.cat(xs)
    mean, variance = together.mean(0), together.var(0, unbiased=False)
    return [(x - mean) / torch.sqrt(variance + EPSILON) * w[name + ".gamma"] + w[name + ".beta"] for x in xs]


def convolution(w, name, xs, channels, stride):
    """xs are (frames, channels * bins)."""
    outs, bins = [], None
    for x in xs:
        image = x.reshape(len(x), channels, -1).permute(1, 2, 0).unsqueeze(0)
        weight = w[name + ".weight"]
        y = F.conv2d(image, weight, None, stride, (weight.shape[2] // 2, weight.shape[3] // 2))[0]
        outs.append(y.permute(2, 0, 1).reshape(y.shape[2], -1))
    return [clipped(y) for y in norm(w, name + ".norm", outs)]


def deep_speech2(w, xs):
    xs = convolution(w, "conv1", xs, 1, (2, 2))
    xs = convolution(w, "conv2", xs, 2, (2, 1))
    for i in range(1, 8):
        name = f"recurrent{i}"
        ps = norm(w, name + ".norm", [x @ w[name + ".input.weight"].T for x in xs])
        xs = [recurrence(p, w[name + ".forward"], w[name + ".backward"]) for p in ps]
    xs = [clipped(x) for x in norm(w, "norm", [x @ w["fc.weight"].T for x in xs])]
    return [x @ w["ctc.weight"].T + w["ctc.bias"] for x in xs]


def linear(name, units, inputs):
    return {name + ".weight": (units, inputs), name + ".bias": (units,)}


def gains(name, features):
    return {name + ".gamma": (features,), name + ".beta": (features,)}


def shapes_of_deep_speech(width):
    shapes = linear("conv", width, 11 * BINS)
    shapes |= linear("fc1", width, width) | linear("fc2", width, width)
    shapes |= linear("recurrent.input", width, width)
    shapes |= {"recurrent.forward": (width, width), "recurrent.backward": (width, width)}
    return shapes | linear("fc4", width, width) | linear("ctc", SYMBOLS, width)


def shapes_of_deep_speech2(width, channels):
    half, quarter = (BINS + 1) // 2, ((BINS + 1) // 2 + 1) // 2
    shapes = {"conv1.weight": (channels, 1, 41, 11)} | gains("conv1.norm", channels * half)
    shapes |= {"conv2.weight": (channels, channels, 21, 11)} | gains("conv2.norm", channels * quarter)
    inputs = channels * quarter
    for i in range(1, 8):
        name = f"recurrent{i}"
        shapes |= {name + ".input.weight": (width, inputs)} | gains(name + ".norm", width)
        shapes |= {name + ".forward": (width, width), name + ".backward": (width, width)}
        inputs = width
    shapes |= {"fc.weight": (width, width)} | gains("norm", width)
    return shapes | linear("ctc", SYMBOLS, width)


def fixture(model, network, shapes):
    w = {name: tensor(model, name, shape).requires_grad_() for name, shape in shapes.items()}
    logits = network(w, sounds(model))
    losses = [
        F.ctc_loss(
            F.log_softmax(one, 1).unsqueeze(1), torch.tensor([label], dtype=torch.long).reshape(1, -1),
            torch.tensor([len(one)]), torch.tensor([len(label)]), reduction="sum")
        for one, label in zip(logits, LABELS)]
    loss = sum(losses) / len(losses)
    loss.backward()
    return {
        "loss": loss.item(),
        "logits": [one.tolist() for one in logits],
        "gradients": {name: one.grad.flatten().tolist() for name, one in w.items()},
    }


def rounded(x):
    if isinstance(x, dict):
        return {k: rounded(v) for k, v in x.items()}
    if isinstance(x, list):
        return [rounded(v) for v in x]
    return float(f"{x:.9g}") if isinstance(x, float) else x


if __name__ == "__main__":
    made = {
        "bins": BINS, "symbols": SYMBOLS, "frames": FRAMES, "labels": LABELS,
        "deepspeech": {"width": 5} | fixture("deepspeech", deep_speech, shapes_of_deep_speech(5)),
        "deepspeech2": {"width": 4, "channels": 2}
        | fixture("deepspeech2", deep_speech2, shapes_of_deep_speech2(4, 2)),
    }
    target = pathlib.Path(__file__).parents[1] / "resources/org/dsd4j/reproductions/parity/speech.json"
    target.write_text(json.dumps(rounded(made), indent=0) + "\n")
    print(target, made["deepspeech"]["loss"], made["deepspeech2"]["loss"])

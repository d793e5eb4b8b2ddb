#!/usr/bin/env python3
"""Writes what torchvision computes, as fixtures for TorchvisionParityTest.

ResNet-18, ResNet-50, VGG-16 and SqueezeNet 1.0 are torchvision's own models, whole and unchanged but
for one thing: dropout drops nothing. AlexNet and GoogLeNet are written below from torch's own layers,
since torchvision means other networks by these names: its AlexNet has no groups and no local response
normalisation, other widths and other padding; its GoogLeNet has batch normalisation, 3x3 convolutions
in place of 5x5, no local response normalisation, another pooling before the auxiliary heads. Here they
are as the BVLC distributes them with Caffe, at a quarter of the width.

Weights are not stored: every value of a parameter, of a running statistic and of an image is a number
that both sides compute from its name and index with integer arithmetic (see HashedValues.java).

The reference is computed in double precision, so its own rounding does not count; how far torch's
single precision is from it is written beside it, to show what the tolerance of the test leaves.

A gradient jumps where a ReLU or a maximum changes its mind, and among millions of units some are always
so near to the jump that rounding decides. Then two right implementations differ by far more than
rounding. So images are small where the network allows it, VGG-16 (which needs 224 pixels) sees a small
patch on black with biases that keep the black dead, and of several salts for the numbers one is taken
for which every unit keeps away from its jump by a multiple of the typical rounding error there:
--search prints that multiple for many salts.
"""
import argparse
import collections
import json
import math
import pathlib

import numpy as np
import torch
import torchvision
from torch import nn

MASK = (1 << 64) - 1
CHUNK = 1 << 22


# ---------------------------------------------------------------- numbers from names

def fnv1a(text):
    h = 0xCBF29CE484222325
    for b in text.encode("utf-8"):
        h = ((h ^ b) * 0x100000001B3) & MASK
    return h


def signed(name, start, count):
    """Numbers in [-1, 1) from splitmix64: 24 bits each, so that single precision holds them exactly."""
    with np.errstate(over="ignore"):
        z = np.arange(start, start + count, dtype=np.uint64) + np.uint64(fnv1a(name))
        z += np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return (z >> np.uint64(40)).astype(np.float64) / (1 << 23) - 1.0


def values(salt, name, shape, spread):
    """Single-precision values of a tensor: middle + half * s + push * sign(s)."""
    middle, half, push = spread
    n = math.prod(shape)
    out = np.empty(n, dtype=np.float32)
    for at in range(0, n, CHUNK):
        count = min(CHUNK, n - at)
        s = signed(f"{salt}/{name}", at, count)
        out[at:at + count] = middle + half * s + np.where(s < 0, -push, push)
    return out.reshape(shape)


def kind(name, shape, names):
    stem, last = name.rsplit(".", 1)
    if len(shape) > 1:
        return "weight"
    if stem + ".running_mean" not in names:
        return "bias"
    return {"weight": "gamma", "bias": "beta"}.get(last, last)


def fill(model, salt, spreads):
    state = model.state_dict()
    for name, tensor in state.items():
        if name.endswith("num_batches_tracked"):
            continue
        shape = tuple(tensor.shape)
        what = kind(name, shape, state)
        spread = (0, math.sqrt(6 / math.prod(shape[1:])), 0) if what == "weight" else spreads[what]
        tensor.copy_(torch.from_numpy(values(salt, name, shape, spread)))


def images(salt, batch, size, patches):
    """Coarse squares of an eighth of the image, and noise; black outside the patch if there is one."""
    b, c, y, x = np.indices((batch, 3, size, size), dtype=np.int64)
    cell = max(1, (patches[0][2] if patches else size) // 8)
    grid = -(-size // cell)
    index = ((b * 3 + c) * grid + y // cell) * grid + x // cell
    coarse = signed(f"{salt}/coarse", 0, batch * 3 * grid * grid)[index]
    fine = signed(f"{salt}/fine", 0, index.size).reshape(index.shape)
    out = (1.5 * coarse + 0.5 * fine).astype(np.float32)
    for i, (top, left, side) in enumerate(patches or []):
        keep = np.zeros((size, size), dtype=bool)
        keep[top:top + side, left:left + side] = True
        out[i, :, ~keep] = 0
    return torch.from_numpy(out)


# ---------------------------------------------------------------- the BVLC networks

def scaled(channels, width, published, multiple=1):
    return max(1, int(math.floor(channels * width / published / multiple + 0.5))) * multiple


def chain(*named):
    return nn.Sequential(collections.OrderedDict(named))


class Branches(nn.Module):
    def __init__(self, branches):
        super().__init__()
        self.order = [[name for name, _ in branch] for branch in branches]
        for branch in branches:
            for name, module in branch:
                self.add_module(name, module)

    def forward(self, x):
        outputs = []
        for names in self.order:
            y = x
            for name in names:
                y = self._modules[name](y)
            outputs.append(y)
        return torch.cat(outputs, 1)


def caffe_pool():
    return nn.MaxPool2d(3, 2, ceil_mode=True)


def lrn():
    return nn.LocalResponseNorm(5, 1e-4, 0.75, 1)


def alexnet(width, classes, size):
    def to(channels, multiple=1):
        return scaled(channels, width, 96, multiple)

    a, b, c, fc = to(96, 2), to(256, 2), to(384, 2), to(4096)
    side = (size - 11) // 4 + 1
    for _ in range(3):
        side = -(-(side - 3) // 2) + 1
    return chain(
        ("conv1", nn.Conv2d(3, a, 11, 4)), ("relu1", nn.ReLU()), ("norm1", lrn()), ("pool1", caffe_pool()),
        ("conv2", nn.Conv2d(a, b, 5, padding=2, groups=2)), ("relu2", nn.ReLU()), ("norm2", lrn()),
        ("pool2", caffe_pool()),
        ("conv3", nn.Conv2d(b, c, 3, padding=1)), ("relu3", nn.ReLU()),
        ("conv4", nn.Conv2d(c, c, 3, padding=1, groups=2)), ("relu4", nn.ReLU()),
        ("conv5", nn.Conv2d(c, b, 3, padding=1, groups=2)), ("relu5", nn.ReLU()), ("pool5", caffe_pool()),
        ("flatten", nn.Flatten()),
        ("fc6", nn.Linear(b * side * side, fc)), ("relu6", nn.ReLU()),
        ("fc7", nn.Linear(fc, fc)), ("relu7", nn.ReLU()),
        ("fc8", nn.Linear(fc, classes)))


class GoogLeNet(nn.Module):
    MODULES = {
        "inception_3a": (64, 96, 128, 16, 32, 32), "inception_3b": (128, 128, 192, 32, 96, 64),
        "inception_4a": (192, 96, 208, 16, 48, 64), "inception_4b": (160, 112, 224, 24, 64, 64),
        "inception_4c": (128, 128, 256, 24, 64, 64), "inception_4d": (112, 144, 288, 32, 64, 64),
        "inception_4e": (256, 160, 320, 32, 128, 128), "inception_5a": (256, 160, 320, 32, 128, 128),
        "inception_5b": (384, 192, 384, 48, 128, 128)}

    def __init__(self, width, classes, size):
        super().__init__()
        self.width = width
        self.channels = self.wide(192)
        self.conv1 = nn.Conv2d(3, self.wide(64), 7, 2, 3)
        self.conv2 = chain(
            ("reduce", nn.Conv2d(self.wide(64), self.wide(64), 1)), ("relu_reduce", nn.ReLU()),
            ("3x3", nn.Conv2d(self.wide(64), self.wide(192), 3, padding=1)), ("relu", nn.ReLU()))
        self.relu1, self.norm1, self.norm2 = nn.ReLU(), lrn(), lrn()
        for i in (1, 2, 3, 4):
            self.add_module(f"pool{i}", caffe_pool())
        side = (size + 6 - 7) // 2 + 1
        for _ in range(3):
            side = -(-(side - 3) // 2) + 1
        for name, sizes in self.MODULES.items():
            self.inception(name, sizes)
            if name in ("inception_4a", "inception_4d"):
                self.add_module("loss1" if name.endswith("a") else "loss2", self.head(classes, side))
        self.classifier = nn.Linear(self.channels, classes)

    def wide(self, channels):
        return scaled(channels, self.width, 64)

    def inception(self, name, sizes):
        one, reduce3, three, reduce5, five, pool = map(self.wide, sizes)
        c = self.channels
        self.add_module(name, Branches([
            [("1x1", nn.Conv2d(c, one, 1)), ("relu_1x1", nn.ReLU())],
            [("3x3_reduce", nn.Conv2d(c, reduce3, 1)), ("relu_3x3_reduce", nn.ReLU()),
             ("3x3", nn.Conv2d(reduce3, three, 3, padding=1)), ("relu_3x3", nn.ReLU())],
            [("5x5_reduce", nn.Conv2d(c, reduce5, 1)), ("relu_5x5_reduce", nn.ReLU()),
             ("5x5", nn.Conv2d(reduce5, five, 5, padding=2)), ("relu_5x5", nn.ReLU())],
            [("pool", nn.MaxPool2d(3, 1, 1)), ("pool_proj", nn.Conv2d(c, pool, 1)),
             ("relu_pool_proj", nn.ReLU())]]))
        self.channels = one + three + five + pool

    def head(self, classes, side):
        pooled = -(-(side - 5) // 3) + 1
        return chain(
            ("pool", nn.AvgPool2d(5, 3, ceil_mode=True)),
            ("conv", nn.Conv2d(self.channels, self.wide(128), 1)), ("relu_conv", nn.ReLU()),
            ("flatten", nn.Flatten()),
            ("fc", nn.Linear(self.wide(128) * pooled * pooled, self.wide(1024))), ("relu_fc", nn.ReLU()),
            ("classifier", nn.Linear(self.wide(1024), classes)))

    def forward(self, x):
        x = self.pool1(self.relu1(self.conv1(x)))
        x = self.pool2(self.norm2(self.conv2(self.norm1(x))))
        x = self.pool3(self.inception_3b(self.inception_3a(x)))
        at4a = self.inception_4a(x)
        at4d = self.inception_4d(self.inception_4c(self.inception_4b(at4a)))
        x = self.pool4(self.inception_4e(at4d))
        x = self.inception_5b(self.inception_5a(x)).mean((2, 3))
        outputs = [self.classifier(x)]
        return outputs + [self.loss1(at4a), self.loss2(at4d)] if self.training else outputs


# ---------------------------------------------------------------- what is compared

def spreads(**changed):
    """Middle, half width, push away from the middle; of order one through the depth."""
    return {"bias": (0, 0.1, 0), "gamma": (0.25, 0.1, 0), "beta": (0, 0.25, 0.5),
            "running_mean": (0, 0.25, 0), "running_var": (1, 0.5, 0), **changed}


CASES = {
    "resnet18": dict(salt=11, batch=4, size=48, classes=1000, spreads=spreads()),
    "resnet50": dict(salt=17, batch=4, size=48, classes=1000, spreads=spreads()),
    "vgg16": dict(salt=5, batch=2, size=224, classes=1000, spreads=spreads(bias=(-0.05, 0.05, 0)),
                  patches=[(70, 90, 16), (120, 60, 16)]),
    "squeezenet1_0": dict(salt=5, batch=2, size=64, classes=1000, spreads=spreads()),
    "alexnet": dict(salt=4, batch=2, size=227, classes=50, width=24, spreads=spreads()),
    "googlenet": dict(salt=3, batch=2, size=144, classes=50, width=16, spreads=spreads()),
}
LOSS_WEIGHTS = {"googlenet": [1, 0.3, 0.3]}


def build(network, case):
    own = {"alexnet": alexnet, "googlenet": GoogLeNet}.get(network)
    if own:
        return own(case["width"], case["classes"], case["size"])
    model = getattr(torchvision.models, network)(weights=None)
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0
    return model


class Probe:
    """Remembers what ReLUs and maxima see."""

    def __init__(self, model):
        self.relus, self.pools = [], []
        for module in model.modules():
            if isinstance(module, nn.ReLU):
                module.register_forward_pre_hook(lambda m, x: self.relus.append(x[0].detach().double().clone()))
            if isinstance(module, nn.MaxPool2d):
                module.register_forward_pre_hook(
                    lambda m, x: self.pools.append((m, x[0].detach().double().clone())))


def margin(exact, rounded):
    """The smallest distance of a unit from its jump, in typical rounding errors of its layer."""
    smallest = math.inf
    for z, r in zip(exact.relus, rounded.relus):
        smallest = min(smallest, (z[z != 0].abs().min() / rms(z - r)).item())
    for (pool, z), (_, r) in zip(exact.pools, rounded.pools):
        k, p = pool.kernel_size, pool.padding
        padded = nn.functional.pad(z, (p, p + k, p, p + k), value=-1e30)
        best = padded.unfold(2, k, pool.stride).unfold(3, k, pool.stride).flatten(4).topk(2).values
        gap = (best[..., 0] - best[..., 1])[best[..., 0] > 0]
        # Windows that overlap hand on the same value twice: a tie that rounding cannot break.
        smallest = min(smallest, (gap[gap > 0].min() / rms(z - r)).item())
    return smallest


def rms(error):
    moved = error[error != 0]
    return moved.square().mean().sqrt() if moved.numel() else torch.tensor(1e-30)


def run(network, case, dtype, probe=False):
    model = build(network, case)
    with torch.no_grad():
        fill(model, case["salt"], case["spreads"])
    model = model.to(dtype)
    x = images(case["salt"], case["batch"], case["size"], case.get("patches")).to(dtype)
    labels = torch.tensor(case_labels(case))
    with torch.no_grad():
        result = {"eval": named_outputs(model.eval()(x))}
    seen = Probe(model) if probe else None
    outputs = as_list(model.train()(x))
    weights = LOSS_WEIGHTS.get(network, [1])
    loss = sum(w * nn.functional.cross_entropy(y, labels) for w, y in zip(weights, outputs))
    loss.backward()
    result["train"] = named_outputs(outputs)
    result["loss"] = loss.item()
    result["gradients"] = {n: p.grad for n, p in model.named_parameters()}
    result["statistics"] = {n: b for n, b in model.named_buffers() if b.dim() > 0}
    return result, model, seen


def case_labels(case):
    return [(37 * i + 11) % case["classes"] for i in range(case["batch"])]


def as_list(outputs):
    return outputs if isinstance(outputs, list) else [outputs]


def named_outputs(outputs):
    return {f"output{i}": y for i, y in enumerate(as_list(outputs))}


def array(tensor):
    return tensor.detach().double().numpy().reshape(-1)


def short(number):
    return float(f"{number:.8g}")


def summary(name, tensor, samples):
    """Figures over every value, then single values: the first eight and some at equal distances."""
    v = array(tensor)
    n = v.size
    probe = sum(float(v[at:at + CHUNK] @ signed("probe/" + name, at, min(CHUNK, n - at)))
                for at in range(0, n, CHUNK))
    places = sorted(set(range(min(8, n))) | {n * k // samples for k in range(samples)})
    return [short(np.abs(v).max()), short(float(np.sqrt(v @ v))), short(probe), *[short(v[i]) for i in places]]


def difference(exact, rounded):
    """The largest over the tensors, each relative to its largest value."""
    return max((np.abs(array(exact[n]) - array(rounded[n])).max() / np.abs(array(exact[n])).max()
                for n in exact), default=0.0)


def export(network, case, folder):
    exact, model, seen = run(network, case, torch.float64, probe=True)
    rounded, _, seen32 = run(network, case, torch.float32, probe=True)
    own = {k: float(f"{difference(exact[k], rounded[k]):.2e}")
           for k in ("eval", "train", "gradients", "statistics")}
    own["loss"] = float(f"{abs(exact['loss'] - rounded['loss']):.2e}")
    away = float(f"{margin(seen, seen32):.3g}")
    print(network, "single precision differs by", own, "margin", away, flush=True)
    if not folder:
        return
    doc = {
        "case": {**case, "labels": case_labels(case), "lossWeights": LOSS_WEIGHTS.get(network, [1]),
                 "patches": case.get("patches", [])},
        "singlePrecision": own, "margin": away,
        "state": {n: list(t.shape) for n, t in model.state_dict().items()},
        "loss": exact["loss"]}
    for part, samples in (("eval", 64), ("train", 64), ("gradients", 8), ("statistics", 8)):
        doc[part] = {n: summary(n, t, samples) for n, t in exact[part].items()}
    write(doc, folder / f"{network}.json")


def write(doc, file):
    """One line a tensor."""
    parts = []
    for key, value in doc.items():
        if isinstance(value, dict) and key != "singlePrecision":
            lines = ",\n".join(f"    {json.dumps(n)}: {json.dumps(v)}" for n, v in value.items())
            parts.append(f"  {json.dumps(key)}: {{\n{lines}\n  }}" if lines else f"  {json.dumps(key)}: {{}}")
        else:
            parts.append(f"  {json.dumps(key)}: {json.dumps(value)}")
    file.write_text("{\n" + ",\n".join(parts) + "\n}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where the fixtures go")
    parser.add_argument("networks", nargs="*", help="which, all by default: " + ", ".join(CASES))
    parser.add_argument("--search", type=int, metavar="N", help="only print margins, for salts 0 to N - 1")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    for network in arguments.networks or CASES:
        if arguments.search:
            for salt in range(arguments.search):
                print("salt", salt, end=" ")
                export(network, {**CASES[network], "salt": salt}, None)
        else:
            export(network, CASES[network], arguments.folder)


if __name__ == "__main__":
    main()

"""Loads exported weights strictly into modules with torchvision's names, and writes what they compute.

Behind the reader of docs/export.md, which has `load`. The modules take any width, and the stem for
small images that torchvision does not have; where torchvision is at hand and the network is as
published, its own model takes the same weights too.
"""
import array
import sys

from torch import nn


class Residual(nn.Module):
    def __init__(self, inputs, width, stride, deep):
        super().__init__()
        self.deep = deep
        out = 4 * width if deep else width
        if deep:
            self.conv1 = nn.Conv2d(inputs, width, 1, bias=False)
            self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
            self.conv3 = nn.Conv2d(width, out, 1, bias=False)
            self.bn3 = nn.BatchNorm2d(out)
        else:
            self.conv1 = nn.Conv2d(inputs, width, 3, stride, 1, bias=False)
            self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(width), nn.BatchNorm2d(width)
        self.downsample = None
        if inputs != out or stride != 1:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, out, 1, stride, bias=False), nn.BatchNorm2d(out))

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        if self.deep:
            y = self.bn3(self.conv3(torch.relu(y)))
        return torch.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet(nn.Module):
    def __init__(self, blocks, deep, small, width, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 3 if small else 7, 1 if small else 2, 1 if small else 3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, 2, 1)
        inputs = width
        for i, count in enumerate(blocks):
            stage = []
            for j in range(count):
                stage.append(Residual(inputs, width << i, 2 if i > 0 and j == 0 else 1, deep))
                inputs = (4 if deep else 1) * (width << i)
            setattr(self, f"layer{i + 1}", nn.Sequential(*stage))
        self.fc = nn.Linear(inputs, classes)

    def forward(self, x):
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean((2, 3)))


class Vgg16(nn.Module):
    def __init__(self, small, width, classes, places):
        super().__init__()
        layers, inputs = [], 3
        for factor, count in ((1, 2), (2, 2), (4, 3), (8, 3), (8, 3)):
            for _ in range(count):
                layers += [nn.Conv2d(inputs, factor * width, 3, padding=1), nn.ReLU()]
                inputs = factor * width
            layers.append(nn.MaxPool2d(2, 2, ceil_mode=small))
        self.features = nn.Sequential(*layers)
        hidden = 64 * width
        self.classifier = nn.Sequential(
            nn.Linear(inputs * places, hidden), nn.ReLU(), nn.Dropout(),
            nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(), nn.Linear(hidden, classes))

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))


class Fire(nn.Module):
    def __init__(self, inputs, squeezed):
        super().__init__()
        self.squeeze = nn.Conv2d(inputs, squeezed, 1)
        self.expand1x1 = nn.Conv2d(squeezed, 4 * squeezed, 1)
        self.expand3x3 = nn.Conv2d(squeezed, 4 * squeezed, 3, padding=1)

    def forward(self, x):
        x = torch.relu(self.squeeze(x))
        return torch.relu(torch.cat([self.expand1x1(x), self.expand3x3(x)], 1))


class SqueezeNet(nn.Module):
    def __init__(self, small, width, classes):
        super().__init__()
        pool = lambda: nn.MaxPool2d(3, 2, ceil_mode=True)
        first = nn.Conv2d(3, width, 3, padding=1) if small else nn.Conv2d(3, width, 7, 2)
        layers, inputs = [first, nn.ReLU(), pool()], width
        for i, sixths in enumerate((1, 1, 2, 2, 3, 3, 4, 4)):
            squeezed = sixths * width // 6
            layers.append(Fire(inputs, squeezed))
            inputs = 8 * squeezed
            if i in (2, 6):
                layers.append(pool())
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(nn.Dropout(), nn.Conv2d(inputs, classes, 1), nn.ReLU())

    def forward(self, x):
        return self.classifier(self.features(x)).mean((2, 3))


def twin(name, small, width, classes):
    if name == "resnet18":
        return ResNet((2, 2, 2, 2), False, small, width, classes)
    if name == "resnet50":
        return ResNet((3, 4, 6, 3), True, small, width, classes)
    if name == "vgg16":
        return Vgg16(small, width, classes, 1)
    return SqueezeNet(small, width, classes)


def torchvisions(name, classes):
    """Torchvision's own model, or None where there is no torchvision."""
    try:
        import torchvision
    except ImportError:
        return None
    return getattr(torchvision.models, name)(num_classes=classes)


name, small, width, classes, pictures, out, *files = sys.argv[1:]
models = [twin(name, small == "small", int(width), int(classes))]
if small != "small" and torchvisions(name, int(classes)) is not None:
    models.append(torchvisions(name, int(classes)))
    print("torchvision's own model too")
scores = array.array("f")
with torch.no_grad():
    x = load(pictures)["pictures"]
    for model in models:
        for file in files:
            model.load_state_dict(load(file), strict=True)
            scores.extend(model.eval()(x).flatten().tolist())
if sys.byteorder == "big":
    scores.byteswap()
with open(out, "wb") as file:
    scores.tofile(file)

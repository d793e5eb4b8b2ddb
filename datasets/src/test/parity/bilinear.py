"""Prints the checksums that BilinearViewTest expects: python3 bilinear.py

Needs Pillow and torchvision (Debian: python3-torchvision). Last run with Pillow 9.4.0 and
torchvision 0.14.1. A picture is made by a formula, so nothing has to be stored.
"""
import zlib

import numpy
from PIL import Image
from torchvision.transforms import functional as F


def picture(height, width):
    y, x, c = numpy.ogrid[:height, :width, :3]
    return Image.fromarray(((x * 37 + y * 91 + c * 53 + x * y * 7) & 255).astype(numpy.uint8))


def checksum(image):
    return zlib.crc32(numpy.asarray(image).transpose(2, 0, 1).tobytes())


for height, width, top, left, rows, columns, to_rows, to_columns in [
    (7, 11, 0, 0, 7, 11, 5, 4),
    (7, 11, 2, 3, 4, 6, 9, 13),
    (40, 30, 1, 2, 33, 5, 16, 16),
    (375, 500, 31, 47, 201, 260, 224, 224),
    (375, 500, 0, 0, 375, 500, 224, 224),
    (5, 5, 4, 4, 1, 1, 3, 3),
]:
    view = F.resized_crop(picture(height, width), top, left, rows, columns, [to_rows, to_columns])
    print(f"{height},{width},{top},{left},{rows},{columns},{to_rows},{to_columns},{checksum(view)}")

for height, width, shorter, side in [
    (375, 500, 256, 224),
    (500, 333, 256, 224),
    (20, 31, 16, 15),
    (256, 256, 256, 224),
    (100, 90, 256, 224),
    (1, 9, 8, 7),
]:
    view = F.center_crop(F.resize(picture(height, width), shorter), [side, side])
    print(f"{height},{width},{shorter},{side},{checksum(view)}")

"""What both peers need: MNIST from gzipped IDX files, and the memory they took."""
import gzip
import os
import resource

import numpy

HEADER_BYTES = 16


def images(directory):
    """The training and the test images, float32 rows in 0...1."""
    return [rows(os.path.join(directory, f"{split}-images-idx3-ubyte.gz")) for split in ("train", "t10k")]


def rows(path):
    with gzip.open(path, "rb") as file:
        pixels = numpy.frombuffer(file.read(), numpy.uint8, offset=HEADER_BYTES)
    return pixels.reshape(-1, 784).astype(numpy.float32) / 255


def peak_rss_bytes():
    """The most memory that this process had resident at once, on Linux."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

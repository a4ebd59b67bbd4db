#!/usr/bin/env python3
"""The same VAE in JAX, a whole epoch compiled as one scan.

    jax_vae.py assets/mnist [--epochs 4]

Prints one JSON object with the images a second of each epoch, the first of which compiles, the test loss and the
peak memory.
"""
import argparse
import functools
import json
import math
import time

import jax
import mnist
import numpy
from jax import numpy as jnp

LEARNING_RATE, BETA1, BETA2, EPSILON = 1e-3, 0.9, 0.999, 1e-8


def linear(key, inputs, outputs):
    weight, bias = jax.random.split(key)
    bound = 1 / math.sqrt(inputs)
    return (
        jax.random.uniform(weight, (inputs, outputs), minval=-bound, maxval=bound),
        jax.random.uniform(bias, (outputs,), minval=-bound, maxval=bound),
    )


def apply(layer, x):
    return x @ layer[0] + layer[1]


def loss_of(layers, x, noise):
    h = jax.nn.relu(apply(layers["encoder"], x))
    mean, log_variance = apply(layers["mean"], h), apply(layers["log_variance"], h)
    code = mean + noise * jnp.exp(0.5 * log_variance)
    logits = apply(layers["decoder"], jax.nn.relu(apply(layers["decoder_hidden"], code)))
    reconstruction = jnp.sum(jnp.maximum(logits, 0) - logits * x + jnp.log1p(jnp.exp(-jnp.abs(logits))))
    divergence = -0.5 * jnp.sum(1 + log_variance - mean**2 - jnp.exp(log_variance))
    return (reconstruction + divergence) / len(x)


def step(images, latent, state, rows):
    layers, first, second, count, key = state
    key, noise_key = jax.random.split(key)
    loss, gradients = jax.value_and_grad(loss_of)(layers, images[rows], jax.random.normal(noise_key, (len(rows), latent)))
    count = count + 1
    first = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, first, gradients)
    second = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, second, gradients)
    size, scale = LEARNING_RATE / (1 - BETA1**count), 1 / (1 - BETA2**count)
    layers = jax.tree.map(lambda p, m, v: p - size * m / (jnp.sqrt(v * scale) + EPSILON), layers, first, second)
    return (layers, first, second, count, key), loss


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--hidden", type=int, default=400)
    parser.add_argument("--latent-size", type=int, default=20)
    options = parser.parse_args()
    train, test = (jnp.array(images) for images in mnist.images(options.data))
    pixels, hidden, latent = train.shape[1], options.hidden, options.latent_size
    shapes = {
        "encoder": (pixels, hidden), "mean": (hidden, latent), "log_variance": (hidden, latent),
        "decoder_hidden": (latent, hidden), "decoder": (hidden, pixels),
    }
    keys = jax.random.split(jax.random.key(1), len(shapes))
    layers = {name: linear(key, *shape) for key, (name, shape) in zip(keys, shapes.items())}
    zeros = jax.tree.map(jnp.zeros_like, layers)
    state = (layers, zeros, zeros, 0.0, jax.random.key(2))
    epoch = jax.jit(lambda state, batches: jax.lax.scan(functools.partial(step, train, latent), state, batches))
    batches = len(train) // options.batch_size
    rates = []
    for _ in range(options.epochs):
        order = numpy.random.permutation(len(train))[: batches * options.batch_size]
        start = time.perf_counter()
        state, losses = epoch(state, order.reshape(batches, options.batch_size))
        losses.block_until_ready()
        rates.append(order.size / (time.perf_counter() - start))
    noise = jax.random.normal(jax.random.key(3), (len(test), latent))
    print(json.dumps({"images_per_second": rates, "test_loss": float(jax.jit(loss_of)(state[0], test, noise)), "peak_rss_bytes": mnist.peak_rss_bytes()}))


if __name__ == "__main__":
    main()

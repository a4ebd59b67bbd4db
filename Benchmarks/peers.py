#!/usr/bin/env python3
"""Latentwalk beside PyTorch and JAX on the same VAE, data and machine, one after the other in turn.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install torch jax numpy
    Benchmarks/peers.py .build/release/latentwalk --python /tmp/peers/bin/python [--rounds 5] [--epochs 3]

Of every run counts the best epoch, of all runs the median. Prints a line a run on standard error, and at the end
one JSON object: the medians, and Latentwalk's ratios to its peers.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def output_of(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def peer(options, script, *arguments):
    path = os.path.join(HERE, "peers", script)
    return json.loads(output_of([options.python, path, options.data, *arguments, "--batch-size", options.batch_size]))["images_per_second"]


def latentwalk(options, precision):
    with tempfile.TemporaryDirectory() as directory:
        lines = output_of([
            options.program, "train", "--json", "--run", os.path.join(directory, "run"), "--hidden", "400",
            "--latent-size", "20", "--epochs", str(options.epochs), "--batch-size", options.batch_size,
            "--precision", precision, "--data", options.data,
        ]).splitlines()
    return [event["images_per_second"] for event in map(json.loads, lines) if event["event"] == "epoch"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--python", default=sys.executable, help="a Python that has torch, jax and numpy")
    parser.add_argument("--data", default=os.path.join(HERE, "..", "assets", "mnist"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch-size", default="128")
    parser.add_argument("--without-bf16", action="store_true")
    options = parser.parse_args()
    epochs = ["--epochs", str(options.epochs)]
    runs = {
        "latentwalk fp32": lambda: latentwalk(options, "fp32"),
        "pytorch fp32": lambda: peer(options, "pytorch_vae.py", *epochs),
        # The first epoch compiles.
        "jax fp32": lambda: peer(options, "jax_vae.py", "--epochs", str(options.epochs + 1)),
    }
    if not options.without_bf16:
        runs["latentwalk bf16"] = lambda: latentwalk(options, "bf16")
        runs["pytorch bf16"] = lambda: peer(options, "pytorch_vae.py", "--precision", "bf16", *epochs)
    rates = {name: [] for name in runs}
    for _ in range(options.rounds):
        for name, run in runs.items():
            rates[name].append(max(run()))
            print(f"{name}: {rates[name][-1]:.0f} images/s", file=sys.stderr)
    medians = {name: statistics.median(values) for name, values in rates.items()}
    ratios = {}
    for name in medians:
        ours = "latentwalk " + name.split()[1]
        if name != ours:
            ratios[name] = round(medians[ours] / medians[name], 2)
    print(json.dumps({"median_images_per_second": {name: round(value) for name, value in medians.items()}, "latentwalk_ratio_to": ratios}))


if __name__ == "__main__":
    main()

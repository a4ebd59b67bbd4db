#!/usr/bin/env python3
"""The same VAE in PyTorch, eager with fused Adam, as its users write it.

    pytorch_vae.py assets/mnist [--precision fp32|bf16] [--epochs 3]

Prints one JSON object with the images a second of each epoch, the test loss and the peak memory.
"""
import argparse
import json
import time

import mnist
import torch
from torch import nn
from torch.nn import functional


class VAE(nn.Module):
    def __init__(self, pixels, hidden, latent):
        super().__init__()
        self.encoder = nn.Linear(pixels, hidden)
        self.mean = nn.Linear(hidden, latent)
        self.log_variance = nn.Linear(hidden, latent)
        self.decoder_hidden = nn.Linear(latent, hidden)
        self.decoder = nn.Linear(hidden, pixels)

    def forward(self, x):
        h = functional.relu(self.encoder(x))
        mean, log_variance = self.mean(h), self.log_variance(h)
        code = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
        return self.decoder(functional.relu(self.decoder_hidden(code))), mean, log_variance


def loss_of(output, x):
    logits, mean, log_variance = (part.float() for part in output)
    reconstruction = functional.binary_cross_entropy_with_logits(logits, x, reduction="sum")
    divergence = -0.5 * torch.sum(1 + log_variance - mean.square() - log_variance.exp())
    return (reconstruction + divergence) / len(x)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--precision", default="fp32", choices=["fp32", "bf16"])
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--hidden", type=int, default=400)
    parser.add_argument("--latent-size", type=int, default=20)
    options = parser.parse_args()
    train, test = (torch.from_numpy(images) for images in mnist.images(options.data))
    torch.manual_seed(1)
    model = VAE(train.shape[1], options.hidden, options.latent_size)
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    rates = []
    for _ in range(options.epochs):
        order = torch.randperm(len(train))
        batches = [order[i : i + options.batch_size] for i in range(0, len(train) - options.batch_size + 1, options.batch_size)]
        start = time.perf_counter()
        for batch in batches:
            x = train[batch]
            optimiser.zero_grad(set_to_none=True)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.precision == "bf16"):
                output = model(x)
            loss_of(output, x).backward()
            optimiser.step()
        rates.append(len(batches) * options.batch_size / (time.perf_counter() - start))
    with torch.no_grad():
        test_loss = loss_of(model(test), test).item()
    print(json.dumps({"images_per_second": rates, "test_loss": test_loss, "threads": torch.get_num_threads(), "peak_rss_bytes": mnist.peak_rss_bytes()}))


if __name__ == "__main__":
    main()

"""Writes model.safetensors and numbers.json: a VAE of nn.Linear layers, and what PyTorch computes with it.

    python3 -m venv /tmp/pytorch && /tmp/pytorch/bin/pip install torch safetensors numpy
    /tmp/pytorch/bin/python make.py

The code is the posterior's mean, so that no noise has to be matched. Losses are in nats per image: summed over pixels
and latent dimensions, averaged over images. The gradient is that of reconstruction + KL with the biases of the log
variances lower by `narrowing`: the posterior's deviation is then too small to move the code, and whatever noise is
drawn, code and gradient are those of the mean. Written with PyTorch 2.13.0.
"""

import json
import os

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional

WIDTH, HEIGHT, HIDDEN, LATENT, IMAGES, NARROWING = 6, 5, 8, 3, 4, 60.0


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(WIDTH * HEIGHT, HIDDEN)
        self.fc_mu = nn.Linear(HIDDEN, LATENT)
        self.fc_logvar = nn.Linear(HIDDEN, LATENT)

    def forward(self, x):
        h = functional.relu(self.fc1(x))
        return self.fc_mu(h), self.fc_logvar(h)


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(LATENT, HIDDEN)
        self.fc2 = nn.Linear(HIDDEN, WIDTH * HEIGHT)

    def forward(self, z):
        return self.fc2(functional.relu(self.fc1(z)))


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = Encoder(), Decoder()


def losses(model, x, noise):
    mu, logvar = model.encoder(x)
    logits = model.decoder(mu + noise * torch.exp(0.5 * logvar))
    reconstruction = functional.binary_cross_entropy_with_logits(logits, x, reduction="sum") / len(x)
    kl = 0.5 * torch.sum(mu**2 + logvar.exp() - 1 - logvar) / len(x)
    return mu, logvar, logits, reconstruction, kl


def main():
    folder = os.path.dirname(os.path.abspath(__file__))
    torch.manual_seed(7)
    model = VAE()
    # Larger than nn.Linear starts with, so that no unit is near a tie.
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(2)
    layers = f"encoder={HIDDEN}:relu latent=gaussian:{LATENT} decoder={HIDDEN}:relu"
    save_file(
        model.state_dict(),
        os.path.join(folder, "model.safetensors"),
        metadata={
            "format": "latentwalk-vae",
            "version": "2",
            "architecture": f"image={WIDTH}x{HEIGHT} {layers} likelihood=bernoulli prior=normal",
        },
    )
    pixels = torch.randint(0, 256, (IMAGES, WIDTH * HEIGHT), dtype=torch.uint8)
    pixels[torch.rand(pixels.shape) < 0.4] = 0
    x = pixels.float() / 255
    mu, logvar, logits, reconstruction, kl = losses(model, x, torch.zeros(IMAGES, LATENT))
    numbers = {
        "pixels": pixels.flatten().tolist(),
        "mean": mu.flatten().tolist(),
        "log_variance": logvar.flatten().tolist(),
        "logits": logits.flatten().tolist(),
        "reconstruction": reconstruction.item(),
        "kl": kl.item(),
        "narrowing": NARROWING,
    }
    with torch.no_grad():
        model.encoder.fc_logvar.bias.sub_(NARROWING)
    *_, reconstruction, kl = losses(model, x, torch.randn(IMAGES, LATENT))
    (reconstruction + kl).backward()
    numbers["narrow_reconstruction"] = reconstruction.item()
    numbers["narrow_kl"] = kl.item()
    numbers["gradient"] = {name: p.grad.flatten().tolist() for name, p in model.named_parameters()}
    with open(os.path.join(folder, "numbers.json"), "w") as file:
        json.dump(numbers, file, separators=(",", ":"))
        file.write("\n")


main()

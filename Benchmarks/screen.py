#!/usr/bin/env python3
"""What the full screen costs and how fast it answers, measured on a pseudo-terminal of 120x40.

    Benchmarks/screen.py .build/release/latentwalk [--pairs 5] [--presses 200]

Prints one JSON object: the time from start to the first frame and to the first step, from a key to the screen it changes while
training runs on all cores, and the ratios of images a second with the screen up to those without, pair by pair.
"""
import argparse
import fcntl
import json
import os
import pty
import re
import select
import shutil
import statistics
import struct
import subprocess
import tempfile
import termios
import time

COLUMNS, ROWS = 120, 40


class Session:
    """The program on a pseudo-terminal, its output read and mostly thrown away."""

    def __init__(self, program, arguments, run):
        self.start = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            environment = dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8")
            os.execve(program, [program, "train", "--run", run, *arguments], environment)
        self.tail = b""

    def wait_for(self, text, seconds=120):
        """Reads until `text` has come since the last key; gives the moment, or None at the end of the output."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            if text in self.tail:
                return time.perf_counter()
            if select.select([self.terminal], [], [], 1)[0]:
                try:
                    data = os.read(self.terminal, 1 << 16)
                except OSError:
                    return None
                self.tail = (self.tail + data)[-1 << 17:]
        raise SystemExit(f"no {text!r} within {seconds} s")

    def press(self, key):
        self.tail = b""
        os.write(self.terminal, key)
        return time.perf_counter()

    def quit(self):
        """Ends the program and gives its last line."""
        self.press(b"q")
        time.sleep(0.3)
        os.write(self.terminal, b"y")
        self.wait_for(b"model in ")
        text = self.tail.decode(errors="replace")
        os.waitpid(self.process, 0)
        os.close(self.terminal)
        return text


def images_per_second(text):
    value, thousands = re.findall(r"([\d.]+)(k?) images/s", text)[-1]
    return float(value) * (1000 if thousands else 1)


def run_headless(program, arguments, run):
    finished = subprocess.run([program, "train", "--headless", "--run", run, *arguments], capture_output=True, text=True, check=True)
    return images_per_second(finished.stdout.splitlines()[-1])


def run_on_screen(program, arguments, run):
    session = Session(program, arguments, run)
    session.wait_for(b"DONE")
    return images_per_second(session.quit())


def starts(program, count, directory):
    """Seconds from start to the first frame, and to the screen that says that steps are taken."""
    frames, steps = [], []
    for index in range(count):
        session = Session(program, [], f"{directory}/first{index}")
        frames.append(session.wait_for(b"Latent map") - session.start)
        steps.append(session.wait_for(b"RUNNING") - session.start)
        session.quit()
    return frames, steps


def key_times(program, presses, directory):
    """Help opened and closed, which changes nearly the whole screen, while training goes on."""
    session = Session(program, ["--epochs", "100000"], f"{directory}/keys")
    session.wait_for(b"RUNNING")
    time.sleep(2)
    times = []
    for index in range(presses):
        # Not in step with the snapshots.
        time.sleep(0.03 + 0.0137 * (index % 7))
        pressed = session.press(b"?")
        # The range in the map's title is under the help.
        times.append(session.wait_for(b"Walk the latent space" if index % 2 == 0 else b" +1.69") - pressed)
    session.quit()
    return times


def summary(seconds):
    ordered = sorted(seconds)
    return {
        "median_ms": round(1000 * statistics.median(ordered), 2),
        "p99_ms": round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))], 2),
        "count": len(ordered),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--presses", type=int, default=200)
    parser.add_argument("--epochs", default="4")
    parser.add_argument("--hidden", default="512,256")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    directory = tempfile.mkdtemp()
    try:
        frames, steps = starts(program, 10, directory)
        report = {
            "first_frame": summary(frames),
            "first_step": summary(steps),
            "key_to_screen": summary(key_times(program, options.presses, directory)),
            "pairs": [],
        }
        for pair in range(options.pairs):
            arguments = ["--epochs", options.epochs, "--hidden", options.hidden]
            headless = run_headless(program, arguments, f"{directory}/headless{pair}")
            screen = run_on_screen(program, arguments, f"{directory}/screen{pair}")
            report["pairs"].append({"headless": headless, "screen": screen, "ratio": round(screen / headless, 3)})
        if report["pairs"]:
            report["median_ratio"] = statistics.median(pair["ratio"] for pair in report["pairs"])
        print(json.dumps(report))
    finally:
        shutil.rmtree(directory)


if __name__ == "__main__":
    main()

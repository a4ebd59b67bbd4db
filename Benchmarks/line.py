#!/usr/bin/env python3
"""What the full screen sends over the line, measured on a pseudo-terminal of 120x40.

    Benchmarks/line.py .build/release/latentwalk [--seconds 30] [--steps 200] [--bandwidth 64]

Prints one JSON object: bytes a second while training goes on, bytes a step of a walk over the map with training paused and with
training going on, bytes and processor time while paused, and, where strace is there, how many writes a frame takes.
"""
import argparse
import collections
import json
import os
import random
import re
import select
import shutil
import subprocess
import tempfile
import time

from screen import Session

KEYS = [b"\033[A", b"\033[B", b"\033[C", b"\033[D"]


def count_bytes(session, seconds):
    """Reads for so many seconds; how many bytes came."""
    end, count = time.perf_counter() + seconds, 0
    while (left := end - time.perf_counter()) > 0:
        if select.select([session.terminal], [], [], left)[0]:
            count += len(os.read(session.terminal, 1 << 16))
    return count


def walk(session, steps, pause):
    """Presses arrows in a wandering order; bytes a step."""
    chance, count = random.Random(1), count_bytes(session, 0.5) * 0
    key = KEYS[0]
    for _ in range(steps):
        if chance.random() < 0.2:
            key = chance.choice(KEYS)
        session.press(key)
        count += count_bytes(session, pause)
    return round(count / steps)


def processor_seconds(process):
    fields = open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def writes_per_frame(session, directory, seconds):
    """How many writes to the terminal there were for each that began a frame, by strace; None where it is not there."""
    if shutil.which("strace") is None:
        return None
    trace = f"{directory}/trace"
    tracer = subprocess.Popen(
        ["strace", "-f", "-y", "-s", "16", "-e", "trace=write", "-o", trace, "-p", str(session.process)], stderr=subprocess.DEVNULL)
    count_bytes(session, seconds)
    tracer.terminate()
    tracer.wait()
    writes = [line for line in open(trace, errors="replace") if re.search(r"write\(\d+</dev/(pts/|tty)", line)]
    frames = [line for line in writes if r"\33[?2026h" in line]
    return {"frames": len(frames), "writes": len(writes)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--bandwidth", default="64")
    options = parser.parse_args()
    directory = tempfile.mkdtemp()
    try:
        arguments = ["--epochs", "100000", "--bandwidth", options.bandwidth]
        session = Session(os.path.abspath(options.program), arguments, f"{directory}/run")
        per_second = [count_bytes(session, 1) for _ in range(round(options.seconds))]
        report = collections.OrderedDict(
            training_bytes_per_second=round(sum(per_second) / len(per_second)), each_second=per_second)
        report["walk_while_training_bytes_per_step"] = walk(session, options.steps, 0.1)
        report["training_writes"] = writes_per_frame(session, directory, 5)
        session.press(b" ")
        count_bytes(session, 2)
        report["walk_while_paused_bytes_per_step"] = walk(session, options.steps, 0.05)
        count_bytes(session, 1)
        before = processor_seconds(session.process)
        report["paused_bytes"] = count_bytes(session, 20)
        report["paused_processor_percent"] = round(100 * (processor_seconds(session.process) - before) / 20, 3)
        session.quit()
        print(json.dumps(report))
    finally:
        shutil.rmtree(directory)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""How well text pictures of MNIST digits show the digit: Latentwalk beside chafa, as many cells each.

    Benchmarks/pictures.py .build/release/latentwalk [--digits 100] [--budgets 28x14,14x7,10x5] [--skip-chafa]
    Benchmarks/pictures.py --self-test

Prints one JSON object, and a table on standard error. Without a program only chafa is scored.

A picture is scored as cells turned back into pixels. Its escape sequences are read as xterm reads them (white on black unless
told otherwise), a colour counts as its luminance, and a cell becomes 8 x 24 sub-pixels. `psnr_cells` compares the whole canvas
with the digit drawn as exact squares, a sub-pixel on a border with the mean of what it covers; `psnr_pixels` compares the canvas
averaged down to 28 x 28 with the digit. Both are means over the digits of 10 log10(255^2 / MSE), 99 at most; `pooled` is that of
the digits' mean MSE.

Glyphs are ideal ones. Block Elements and sextants are exact, shades cover 1/4, 1/2 and 3/4 evenly. A braille dot is an ellipse
that covers half of its box of 4 x 6 sub-pixels. Of other glyphs chafa's default set has the lines of Box Drawing, which every font
draws differently: here they are drawn on eighths, as chafa imagines them (a light line is the eighth after the middle, a heavy one
the two eighths around it, a diagonal three wide), so that its `default` set is scored kindly, not as exactly as the others.

Chafa's settings are searched for each budget, set and score: on 20 digits all combinations of its quality options, then from the
best ones on any single change, which may also leave out shades and inverses, fill even cells with shades or blocks, or dither in
finer grains. It starts with the 240 colours that no terminal redefines, of which it knows the values, and with the digit drawn as
squares at the 8 x 8 pixels a cell that it works in; 256 colours, and 28 x 28 pixels that it smooths, are changes too. Settings that
5 of the digits show to be far behind are left at that. The best five are scored on all digits, and the best of them counts.
"""
import argparse
import functools
import gzip
import itertools
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
SIDE = 28
ACROSS, DOWN = 8, 24
SCORES = ("psnr_cells", "psnr_pixels")
OUR_SETS = ("block", "sextant", "braille")
# How chafa's settings are searched. The margin is in decibels.
GLANCE_DIGITS, GLANCE_MARGIN, NARROWING_DIGITS, CLIMBERS, FINALISTS = 5, 0.25, 20, 1, 5

# --- Glyphs: coverage of 8 x 24 sub-pixels, row by row ---


def mask_of(covers):
    return tuple(float(covers(x, y)) for y in range(DOWN) for x in range(ACROSS))


def quadrant_mask(code):
    # Bits: upper left, upper right, lower left, lower right.
    bits = (4, 8, 1, 13, 9, 7, 11, 2, 6, 14)[code - 0x2596]
    return mask_of(lambda x, y: bits >> (y // 12 * 2 + x // 4) & 1)


def block_mask(code):
    if code == 0x2580:
        return mask_of(lambda x, y: y < 12)
    if code <= 0x2588:
        return mask_of(lambda x, y: y >= DOWN - 3 * (code - 0x2580))
    if code <= 0x258F:
        return mask_of(lambda x, y: x < 0x2590 - code)
    if code == 0x2590:
        return mask_of(lambda x, y: x >= 4)
    if code <= 0x2593:
        return mask_of(lambda x, y: (code - 0x2590) / 4)
    if code == 0x2594:
        return mask_of(lambda x, y: y < 3)
    if code == 0x2595:
        return mask_of(lambda x, y: x == 7)
    return quadrant_mask(code)


def sextant_mask(code):
    # Counted in order, without the left and the right half, which are Block Elements.
    bits = code - 0x1FB00 + 1
    bits += bits >= 21
    bits += bits >= 42
    return mask_of(lambda x, y: bits >> (y // 8 * 2 + x // 4) & 1)


def braille_mask(code):
    def covers(x, y):
        # Dots 1 2 3 7 are on the left from the top, 4 5 6 8 on the right.
        bit = ((0, 1, 2, 6), (3, 4, 5, 7))[x // 4][y // 6]
        from_middle = ((x % 4 - 1.5) / 2) ** 2 + ((y % 6 - 2.5) / 3) ** 2
        return (code - 0x2800) >> bit & 1 and from_middle < 2 / math.pi
    return mask_of(covers)


def box_arms(name):
    """Of a name such as DOWN LIGHT AND RIGHT UP HEAVY, the weight of each arm in eighths."""
    arms, weight = {}, 1
    for clause in name.split(" AND "):
        words = clause.split()
        weight = 2 if "HEAVY" in words else 1 if "LIGHT" in words else weight
        for word in words:
            for arm in {"HORIZONTAL": ("LEFT", "RIGHT"), "VERTICAL": ("UP", "DOWN")}.get(word, (word,)):
                if arm in ("LEFT", "RIGHT", "UP", "DOWN"):
                    arms[arm] = weight
    return arms


def box_mask(code):
    name = unicodedata.name(chr(code)).removeprefix("BOX DRAWINGS ")
    if "DOUBLE" in name.replace("DOUBLE DASH", "") or "ARC" in name:
        raise SystemExit(f"no mask for U+{code:04X} {name}")
    if "DIAGONAL" in name:
        falls, rises = "LEFT TO LOWER RIGHT" in name or "CROSS" in name, "RIGHT TO LOWER LEFT" in name or "CROSS" in name
        return mask_of(lambda x, y: falls and abs(x - y // 3) < 2 or rises and abs(7 - x - y // 3) < 2)
    arms = box_arms(name)
    gaps = next((gaps for word, gaps in (("DOUBLE", (3, 4)), ("TRIPLE", (2, 5)), ("QUADRUPLE", (1, 3, 5, 7))) if word in name), ())
    turns = bool(arms.keys() & {"LEFT", "RIGHT"} and arms.keys() & {"UP", "DOWN"})

    def stroke(arm, along, across):
        weight = arms.get(arm, 0)
        reaches = along < 4 + turns if arm in ("LEFT", "UP") else along >= 4
        return reaches and along not in gaps and 5 - weight <= across < 5

    def covers(x, y):
        row = y // 3
        return any(stroke(arm, x, row) for arm in ("LEFT", "RIGHT")) or any(stroke(arm, row, x) for arm in ("UP", "DOWN"))
    return mask_of(covers)


@functools.cache
def glyph_mask(glyph):
    code = ord(glyph)
    if glyph in " \u00a0":
        return mask_of(lambda x, y: 0)
    for first, last, make in (
        (0x2500, 0x257F, box_mask), (0x2580, 0x259F, block_mask), (0x2800, 0x28FF, braille_mask), (0x1FB00, 0x1FB3B, sextant_mask),
    ):
        if first <= code <= last:
            return make(code)
    raise SystemExit(f"no mask for U+{code:04X} {unicodedata.name(glyph, '')}")


# --- Text with escape sequences, read as cells ---


def luminance(red, green, blue):
    return (299 * red + 587 * green + 114 * blue) / 1000


def xterm_palette():
    low = (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)
    high = (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)
    cube = itertools.product((0, 95, 135, 175, 215, 255), repeat=3)
    greys = ((level, level, level) for level in range(8, 239, 10))
    return [luminance(*colour) for colour in (*low, *high, *cube, *greys)]


PALETTE = xterm_palette()
FOREGROUND, BACKGROUND = 255.0, 0.0


def extended_colour(values):
    """The colour that follows 38, 48 or 58, and how many of the values told it."""
    if values[:1] == [5] and len(values) >= 2:
        return PALETTE[values[1]], 2
    if values[:1] == [2] and len(values) >= 4:
        return luminance(*values[1:4]), 4
    raise SystemExit(f"no colour: {values}")


@functools.cache
def colour_changes(parameters):
    """What a Select Graphic Rendition sets, in order, as pairs of a key and a value."""
    changes, values = [], []
    for field in parameters.split(";"):
        parts = [int(part or 0) for part in field.split(":")]
        if len(parts) == 6 and parts[1] == 2:
            # The number of a colour space comes first.
            del parts[2]
        values += parts
    while values:
        value = values.pop(0)
        if value in (38, 48, 58):
            colour, used = extended_colour(values)
            del values[:used]
            changes.append(({38: "front", 48: "back", 58: "line"}[value], colour))
        elif value == 0:
            changes += [("front", FOREGROUND), ("back", BACKGROUND), ("reverse", False)]
        elif value in (7, 27):
            changes.append(("reverse", value == 7))
        elif value == 39:
            changes.append(("front", FOREGROUND))
        elif value == 49:
            changes.append(("back", BACKGROUND))
        elif value // 10 in (3, 9) and value % 10 < 8:
            changes.append(("front", PALETTE[value % 10 + (8 if value >= 90 else 0)]))
        elif (value // 10 == 4 or value // 10 == 10) and value % 10 < 8:
            changes.append(("back", PALETTE[value % 10 + (8 if value >= 100 else 0)]))
    return changes


TOKEN = re.compile(r"\x1b\[([0-9;:]*)m|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()].|\x1b[^\[()]|([^\x1b]+)")


def rows_of_cells(text):
    """Lines of (glyph, grey of what it covers, grey of the rest)."""
    state = {"front": FOREGROUND, "back": BACKGROUND, "reverse": False}
    rows = [[]]
    for token in TOKEN.finditer(text):
        parameters, glyphs = token.groups()
        if parameters is not None:
            state.update(colour_changes(parameters))
        elif glyphs:
            on, off = (state["back"], state["front"]) if state["reverse"] else (state["front"], state["back"])
            first, *more = glyphs.replace("\r", "").split("\n")
            rows[-1] += [(glyph, on, off) for glyph in first]
            rows += [[(glyph, on, off) for glyph in line] for line in more]
    return rows


# --- Scores ---


@functools.cache
def overlaps(cells, steps):
    """For each step of each cell along an axis, the digit's pixels it overlaps: (pixel, length in pixels)."""
    count = cells * steps
    found = []
    for step in range(count):
        first, last = step * SIDE, (step + 1) * SIDE
        found.append([
            (pixel, (min(last, (pixel + 1) * count) - max(first, pixel * count)) / count)
            for pixel in range(first // count, -(-last // count))
        ])
    return found


def squares(digit, across, down):
    """The digit drawn across x down, each new pixel the mean of what it covers."""
    columns, rows = overlaps(across, 1), overlaps(down, 1)
    narrow = [[sum(digit[y * SIDE + x] * part for x, part in column) * across / SIDE for column in columns] for y in range(SIDE)]
    return [sum(narrow[y][x] * part for y, part in row) * down / SIDE for row in rows for x in range(across)]


class Budget:
    """So many columns and rows, and how pictures of that size are scored.

    The canvas is never drawn. A cell is `off + (on - off) mask`, so that its squares sum up from the mask's sum and sum of squares;
    the part each digit pixel gets of it is the same for cells that lie alike on pixels; and the sum of the canvas times the squares
    is, but for a factor, that of the averaged canvas times the digit.
    """

    def __init__(self, text):
        self.columns, self.rows = map(int, text.split("x"))
        self.text = text
        self.scale = self.columns * ACROSS * self.rows * DOWN / SIDE**2
        self.parts = {}
        self.target_squares = {}

    def glyph_parts(self, glyph, column, row):
        """The first pixel under a cell, and for the pixels from there (offset, area of the cell, area of the glyph)."""
        x, x_phase = divmod(column * SIDE, self.columns)
        y, y_phase = divmod(row * SIDE, self.rows)
        key = glyph, x_phase, y_phase
        if key not in self.parts:
            mask, areas = glyph_mask(glyph), {}
            columns = overlaps(self.columns, ACROSS)[column * ACROSS:(column + 1) * ACROSS]
            rows = overlaps(self.rows, DOWN)[row * DOWN:(row + 1) * DOWN]
            for index, coverage in enumerate(mask):
                for (py, tall), (px, wide) in itertools.product(rows[index // ACROSS], columns[index % ACROSS]):
                    area = areas.setdefault((py - y) * SIDE + px - x, [0, 0])
                    area[0] += tall * wide
                    area[1] += tall * wide * coverage
            parts = [(offset, whole, part) for offset, (whole, part) in areas.items()]
            self.parts[key] = sum(mask), sum(value * value for value in mask), parts
        return y * SIDE + x, self.parts[key]

    def squares_of_target(self, digit):
        if digit not in self.target_squares:
            target = squares(digit, self.columns * ACROSS, self.rows * DOWN)
            self.target_squares[digit] = sum(value * value for value in target)
        return self.target_squares[digit]

    def errors(self, rows, digit):
        """Mean squared errors of the canvas and of its 28 x 28 pixels."""
        pixels, canvas_squares = [0.0] * SIDE**2, 0.0
        for y, row in enumerate(rows):
            for x, (glyph, on, off) in enumerate(row):
                if on == off:
                    glyph = " "
                    if off == 0:
                        continue
                base, (covered, covered_squares, parts) = self.glyph_parts(glyph, x, y)
                more = on - off
                canvas_squares += ACROSS * DOWN * off * off + 2 * off * more * covered + more * more * covered_squares
                for offset, whole, part in parts:
                    pixels[base + offset] += off * whole + more * part
        product = sum(map(float.__mul__, pixels, map(float, digit)))
        canvas_error = canvas_squares - 2 * self.scale * product + self.squares_of_target(digit)
        pixel_error = sum((value - wanted) ** 2 for value, wanted in zip(pixels, digit))
        return max(0, canvas_error) / (self.scale * SIDE**2), pixel_error / SIDE**2

    def checked(self, rows, exact):
        """The picture's rows, told to be of this size; `exact` does not forgive blanks left out at the ends."""
        while rows and not rows[-1] and len(rows) > self.rows:
            rows = rows[:-1]
        lengths = [len(row) for row in rows]
        if len(rows) != self.rows or max(lengths) > self.columns or exact and min(lengths) < self.columns:
            raise SystemExit(f"not {self.text} cells: {len(rows)} rows of {sorted(set(lengths))}")
        return rows


def psnr(error):
    return min(99.0, 10 * math.log10(255**2 / error)) if error > 0 else 99.0


def summary(errors):
    """Of pairs of mean squared errors, each score's mean over the digits and that of the pooled error."""
    result = {}
    for score, values in zip(SCORES, zip(*errors)):
        result[score] = sum(map(psnr, values)) / len(values)
        result[score + "_pooled"] = psnr(sum(values) / len(values))
    return result


def rounded(result):
    return {key: round(value, 3) if isinstance(value, float) else value for key, value in result.items()}


# --- The programs ---

ENVIRONMENT = dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8")


def output_of(command):
    finished = subprocess.run(command, capture_output=True, env=ENVIRONMENT)
    if finished.returncode != 0:
        raise SystemExit(f"{' '.join(command[:14])}: {finished.stderr.decode(errors='replace').strip()}")
    return finished.stdout.decode()


def latentwalk(program, budget, symbols, digits):
    errors = []
    for index, digit in enumerate(digits):
        text = output_of([
            program, "show", "mnist", "--index", str(index), "--count", "1", "--size", budget.text, "--color", "256", "--symbols", symbols,
        ])
        errors.append(budget.errors(budget.checked(rows_of_cells(text), exact=False), digit))
    return summary(errors)


BLOCKS = "space+0x2580..0x259f"
SEXTANTS = "+0x1fb00..0x1fb3b"
BRAILLE = "+0x2800..0x28ff"
DEFAULT = "block+border+space-wide-inverted"
GLYPHS = {
    "block": BLOCKS,
    "sextant": BLOCKS + SEXTANTS,
    "braille": BLOCKS + BRAILLE,
    "sextant+braille": BLOCKS + SEXTANTS + BRAILLE,
    "default": DEFAULT,
}
# Of these all combinations are tried,
GRID = {
    "work": ("9", "5"),
    "color-space": ("rgb", "din99d"),
    "color-extractor": ("average", "median"),
    "dither": ("none", "ordered", "diffusion"),
    "preprocess": ("off", "on"),
}
# and of these changes, the first value at the start.
CHANGES = {
    "without": ("", "-stipple", "-inverted"),
    "fill": ("none", "space+solid+stipple", "space+block+stipple", "braille"),
    "colors": ("240", "256"),
    "dither-grain": ("4x4", "2x2", "1x1"),
    "input": ("squares", "pixels"),
}
AXES = {**GRID, **CHANGES}


class Chafa:
    """Chafa on one glyph set and budget. Settings are tuples of the values of AXES."""

    def __init__(self, glyphs, budget, digits, files):
        self.glyphs, self.budget, self.digits, self.files = glyphs, budget, digits, files
        self.known, self.errors_of_output, self.scores = {}, {}, {}
        self.best_glance = dict.fromkeys(SCORES, 0)

    def command(self, settings):
        chosen = dict(zip(AXES, settings))
        kind = chosen.pop("input")
        symbols = self.glyphs + chosen.pop("without")
        command = ["chafa", "--format", "symbols", "--animate", "off", "--threads", "1", "-O", "0", "--font-ratio", "1/2"]
        command += ["--size", self.budget.text, "--stretch", "--symbols", symbols]
        return command + [f"--{name}={value}" for name, value in chosen.items()], self.files[kind]

    def errors(self, settings, count):
        """The errors of the first digits, up to the number that there are, with those worked out that were not yet."""
        known = self.known.setdefault(settings, [])
        start, end = len(known), min(count, len(self.digits))
        if start < end:
            command, files = self.command(settings)
            text = output_of(command + files[start:end])
            # Many settings make no difference.
            if (start, text) not in self.errors_of_output:
                self.errors_of_output[start, text] = self.errors_of(text, self.digits[start:end])
            known += self.errors_of_output[start, text]
        return known[:end]

    def errors_of(self, text, digits):
        pictures = text.removesuffix("\n").split("\n\n")
        if len(pictures) != len(digits):
            raise SystemExit(f"{len(pictures)} pictures of {len(digits)}")
        return [self.budget.errors(self.budget.checked(rows_of_cells(text), exact=True), digit) for text, digit in zip(pictures, digits)]

    def make_sense(self, without, fill, dither, **others):
        if dither == "none" and others["dither-grain"] != "4x4" or fill == "braille" and BRAILLE not in self.glyphs:
            return False
        return self.glyphs != DEFAULT or not without

    def narrow(self, settings):
        """Scores settings on some digits, unless they were, mean nothing, or a glance says that they are far behind."""
        if settings in self.known or not self.make_sense(**dict(zip(AXES, settings))):
            return
        glance = summary(self.errors(settings, GLANCE_DIGITS))
        self.best_glance = {score: max(glance[score], self.best_glance[score]) for score in SCORES}
        if any(glance[score] > self.best_glance[score] - GLANCE_MARGIN for score in SCORES):
            self.scores[settings] = summary(self.errors(settings, NARROWING_DIGITS))

    def best(self, score, count):
        """The best settings so far, one of those that give the same pictures."""
        ordered = sorted(self.scores, key=lambda settings: self.scores[settings][score])
        distinct = {tuple(self.scores[settings].values()): settings for settings in ordered}
        return [distinct[key] for key in sorted(distinct, key=lambda key: -self.scores[distinct[key]][score])[:count]]

    def neighbours(self, settings):
        for index, values in enumerate(AXES.values()):
            for value in values:
                yield settings[:index] + (value,) + settings[index + 1:]

    def search(self):
        start = tuple(values[0] for values in CHANGES.values())
        for settings in itertools.product(*GRID.values()):
            self.narrow(settings + start)
        climbed = set()
        while ahead := {settings for score in SCORES for settings in self.best(score, CLIMBERS)} - climbed:
            climbed |= ahead
            for settings in ahead:
                for neighbour in self.neighbours(settings):
                    self.narrow(neighbour)
        finalists = {settings for score in SCORES for settings in self.best(score, FINALISTS)}
        finals = {settings: summary(self.errors(settings, len(self.digits))) for settings in finalists}
        return {score: self.described(*max(finals.items(), key=lambda item: item[1][score])) for score in SCORES}

    def described(self, settings, result):
        chosen = dict(zip(AXES, settings))
        if chosen["dither"] == "none":
            del chosen["dither-grain"]
        chosen["symbols"] = self.glyphs + chosen.pop("without")
        return rounded({**result, "settings": chosen})


# --- The report ---


def read_digits(directory, count):
    with gzip.open(os.path.join(directory, "t10k-images-idx3-ubyte.gz")) as file:
        data = file.read(16 + count * SIDE**2)
    return [data[16 + start:16 + start + SIDE**2] for start in range(0, count * SIDE**2, SIDE**2)]


def write_graymap(path, pixels, across, down):
    with open(path, "wb") as file:
        file.write(b"P5\n%d %d\n255\n" % (across, down) + bytes(pixels))
    return path


def write_digits(directory, budget, digits):
    across, down = budget.columns * 8, budget.rows * 8
    files = {"pixels": [], "squares": []}
    for index, digit in enumerate(digits):
        files["pixels"].append(write_graymap(f"{directory}/{index}.pgm", digit, SIDE, SIDE))
        drawn = [round(value) for value in squares(digit, across, down)]
        files["squares"].append(write_graymap(f"{directory}/{budget.text}-{index}.pgm", drawn, across, down))
    return files


def score_budget(options, budget, digits, directory):
    report = {"chafa": {}, "latentwalk": {}, "latentwalk_minus_chafa": {}}
    if not options.skip_chafa:
        files = write_digits(directory, budget, digits)
        for name in options.chafa_sets.split(","):
            report["chafa"][name] = Chafa(GLYPHS[name], budget, digits, files).search()
            note(budget, f"chafa {name}", {score: report["chafa"][name][score][score] for score in SCORES})
    for symbols in OUR_SETS if options.program else ():
        ours = report["latentwalk"][symbols] = rounded(latentwalk(options.program, budget, symbols, digits))
        note(budget, f"latentwalk {symbols}", ours)
        if report["chafa"]:
            less = report["latentwalk_minus_chafa"][symbols] = differences(ours, report["chafa"], symbols)
            for name in less:
                note(budget, f"  less chafa's {name}", less[name])
    return report


def differences(ours, chafa, symbols):
    rivals = {"best_of_all": chafa.values(), **({"same_glyphs": [chafa[symbols]]} if symbols in chafa else {})}
    return {
        name: {score: round(ours[score] - max(of[score][score] for of in sets), 3) for score in SCORES}
        for name, sets in rivals.items()
    }


def note(budget, name, result):
    print(f"{budget.text:6} {name:24} {result['psnr_cells']:8.3f} dB cells {result['psnr_pixels']:8.3f} dB pixels", file=sys.stderr)


# --- The self-test ---


def drawn_canvas(budget, rows):
    canvas = [[BACKGROUND] * (budget.columns * ACROSS) for _ in range(budget.rows * DOWN)]
    for y, row in enumerate(rows):
        for x, (glyph, on, off) in enumerate(row):
            for index, coverage in enumerate(glyph_mask(glyph)):
                canvas[y * DOWN + index // ACROSS][x * ACROSS + index % ACROSS] = off + (on - off) * coverage
    return canvas


def drawn_errors(budget, rows, digit):
    """What Budget.errors gives, worked out from a canvas that is drawn."""
    canvas = drawn_canvas(budget, rows)
    across, down = budget.columns * ACROSS, budget.rows * DOWN
    target = squares(digit, across, down)
    canvas_error = sum((value - wanted) ** 2 for value, wanted in zip(itertools.chain(*canvas), target)) / len(target)
    pixels = [0.0] * SIDE**2
    for line, parts in zip(canvas, overlaps(down, 1)):
        for value, columns in zip(line, overlaps(across, 1)):
            for (y, tall), (x, wide) in itertools.product(parts, columns):
                pixels[y * SIDE + x] += value * tall * wide
    return canvas_error, sum((value - wanted) ** 2 for value, wanted in zip(pixels, digit)) / SIDE**2


def test_parser():
    white, black, grey = 255.0, 0.0, PALETTE[244]
    assert grey == 128 and PALETTE[16] == 0 and PALETTE[231] == 255 and PALETTE[59] == 95 and PALETTE[255] == 238
    for text, cells in {
        "▀": [("▀", white, black)],
        "\x1b[38;5;244m▀\x1b[48:5:244;39m▄": [("▀", grey, black), ("▄", white, grey)],
        "\x1b[7;38;5;244mx\x1b[27my\x1b[mz": [("x", black, grey), ("y", grey, black), ("z", white, black)],
        "\x1b[38;2;128;128;128;48:2::128:128:128mx\x1b[49my": [("x", grey, grey), ("y", grey, black)],
        "\x1b[38:2:128:128:128mx\x1b[0my": [("x", grey, black), ("y", white, black)],
        "\x1b[37;100mx\x1b[97;40my": [("x", 229, 127), ("y", white, black)],
        "\x1b[58;5;7;1;4;31mx\x1b[?25l\x1b(B\x1b[107my": [("x", PALETTE[1], black), ("y", PALETTE[1], white)],
    }.items():
        assert rows_of_cells(text) == [cells], text
    assert rows_of_cells("\x1b[30ma\r\nb\n") == [[("a", black, black)], [("b", black, black)], []]


def test_masks():
    budget = Budget("1x1")
    canvas = drawn_canvas(budget, [[("▀", 255, 0)]])
    assert canvas == [[255.0] * 8] * 12 + [[0.0] * 8] * 12
    for glyph, area in zip(" ▁▂▃▄▅▆▇█▏▎▍▌▋▊▉▐▔▕░▒▓▖▗▘▝▚▞▙▛▜▟", (
        *(eighths / 8 for eighths in range(9)), *(eighths / 8 for eighths in range(1, 8)), 1 / 2, 1 / 8, 1 / 8, 1 / 4, 1 / 2, 3 / 4,
        *[1 / 4] * 4, *[1 / 2] * 2, *[3 / 4] * 4,
    ), strict=True):
        assert sum(glyph_mask(glyph)) == 192 * area, glyph

    def at(glyph, x, y):
        return glyph_mask(glyph)[y * ACROSS + x]

    assert [at("▞", x, y) for y in (0, 23) for x in (0, 7)] == [0, 1, 1, 0] and at("▘", 3, 11) == 1 == at("▗", 4, 12)
    assert [at("▟", x, y) for y in (0, 23) for x in (0, 7)] == [0, 1, 1, 1] and at("▙", 7, 0) == 0 and at("▛", 7, 23) == 0
    assert [at("▎", x, 5) for x in (0, 1, 2)] == [1, 1, 0] and [at("▂", 5, y) for y in (17, 18)] == [0, 1]
    sextants = [glyph_mask(chr(code)) for code in range(0x1FB00, 0x1FB3C)]
    assert len({*sextants, *map(glyph_mask, " ▌▐█")}) == 64
    for code in range(0x1FB00, 0x1FB3C):
        numbers = unicodedata.name(chr(code)).split("-")[-1]
        wanted = {(int(number) - 1) for number in numbers}
        assert {(y // 8 * 2 + x // 4) for y in range(DOWN) for x in range(ACROSS) if at(chr(code), x, y)} == wanted, numbers
        assert sum(glyph_mask(chr(code))) == 32 * len(wanted)
    for code in range(0x2801, 0x2900):
        dots = {int(number) for number in unicodedata.name(chr(code)).split("-")[-1]}
        centres = {1: (1, 2), 2: (1, 8), 3: (1, 14), 7: (1, 20), 4: (5, 2), 5: (5, 8), 6: (5, 14), 8: (5, 20)}
        assert {dot for dot, centre in centres.items() if at(chr(code), *centre)} == dots, chr(code)
        assert sum(glyph_mask(chr(code))) == 12 * len(dots)
    assert [sum(glyph_mask(glyph)) for glyph in "─━│┃╴╸┅"] == [24, 48, 24, 48, 12, 24, 36]
    assert [at("┌", x, y) for x, y in ((4, 12), (7, 12), (4, 23), (3, 12), (4, 11))] == [1, 1, 1, 0, 0]


def test_scores():
    draw = random.Random(1)
    glyphs = " ▀▄█▌▏▎▍▃▅░▒▓▚🬞🬻🬏⠿⡇⢸┃━╸╱"

    def cell():
        return draw.choice(glyphs), draw.choice(PALETTE), draw.choice(PALETTE)

    digit = bytes(draw.choice((0, 255, draw.randrange(256))) for _ in range(SIDE**2))
    for text in ("28x14", "14x7", "10x5", "7x9"):
        budget = Budget(text)
        rows = [[cell() for _ in range(budget.columns)] for _ in range(budget.rows)]
        rows[-1].pop()
        for quick, slow in zip(budget.errors(rows, digit), drawn_errors(budget, rows, digit)):
            assert abs(quick - slow) < 1e-6 * slow, text
    exact = [[("▀", float(digit[2 * y * SIDE + x]), float(digit[(2 * y + 1) * SIDE + x])) for x in range(SIDE)] for y in range(14)]
    assert [psnr(max(0, error - 1e-6)) for error in Budget("28x14").errors(exact, digit)] == [99, 99]
    assert round(psnr(1), 2) == 48.13 and psnr(0) == 99


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", nargs="?")
    parser.add_argument("--data", default=os.path.join(HERE, "..", "assets", "mnist"))
    parser.add_argument("--digits", type=int, default=100)
    parser.add_argument("--budgets", default="28x14,14x7,10x5", help="columns x rows, with commas between")
    parser.add_argument("--skip-chafa", action="store_true")
    parser.add_argument("--chafa-sets", default="block,sextant,braille,default", help="of these and sextant+braille")
    parser.add_argument("--self-test", action="store_true", help="check the parser, the masks and the scores, and end")
    options = parser.parse_args()
    if options.self_test:
        for test in (test_parser, test_masks, test_scores):
            test()
        print("ok")
        return
    if options.program:
        options.program = os.path.abspath(options.program)
    digits = read_digits(options.data, options.digits)
    directory = tempfile.mkdtemp()
    try:
        report = {"digits": len(digits), "budgets": {}}
        if not options.skip_chafa:
            report["chafa"] = output_of(["chafa", "--version"]).split("\n")[0]
        for text in options.budgets.split(","):
            report["budgets"][text] = score_budget(options, Budget(text), digits, directory)
        print(json.dumps(report))
    finally:
        shutil.rmtree(directory)


if __name__ == "__main__":
    main()

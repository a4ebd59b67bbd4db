#!/usr/bin/env python3
"""Whether the full screen survives what can befall a terminal, and always gives the terminal back as it was.

    Benchmarks/storm.py .build/release/latentwalk [--resizes 10000] [--signals 1000] [--stops 100] [--seed 1]

Five storms on pseudo-terminals: new sizes with keys between them; starts that a signal ends; Ctrl-Z and going on; terminals that
are closed under the program; a terminal that nobody reads. After each end and each stop the terminal's settings, and every mode
that the output set, are compared with those before the start. Prints one JSON object; exits with 1 where the program crashed or
hung, left a terminal changed, or did otherwise than it should. Needs Linux, for /proc and for sizes that signal by themselves.
"""
import argparse
import atexit
import fcntl
import itertools
import json
import os
import random
import re
import resource
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from concurrent.futures import ThreadPoolExecutor

ROWS, COLUMNS = 24, 80
LIMIT = 20  # Seconds after which the program counts as hung; generous, since the machine may be busy.
FRAME_END = b"\033[?2026l"
MAP = b"Latent map"
RUNNING = b"RUNNING"
ENDING = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"]
CRASHING = ["SIGSEGV", "SIGABRT", "SIGILL", "SIGBUS"]
ARROWS = [b"\033[A", b"\033[B", b"\033[C", b"\033[D"]
KEYS = [b"1", b"2", b"3", b"4", b"5", *ARROWS, b"?", b"i", b"s", b"\t", b" ", b"\033", b"+", b"-"]


class Failure(Exception):
    """What the program did otherwise than it should: `kind` is crash, change or fault."""

    def __init__(self, kind, what):
        super().__init__(what)
        self.kind = kind


class Report:
    """What was done and what went wrong, gathered from several threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.counts = {}
        self.seconds = {}
        self.failures = {}

    def count(self, name, by=1):
        with self.lock:
            self.counts[name] = self.counts.get(name, 0) + by

    def note_most(self, name, value):
        with self.lock:
            self.counts[name] = max(self.counts.get(name, value), value)

    def add(self, part, number, failure, session):
        """Keeps a failure, and of the first of its kind the end of what the terminal was sent, so that it can be understood."""
        tail = session.terminal.tail[-200:].decode(errors="replace")
        first = {"kind": failure.kind, "part": part, "what": str(failure), "tail": tail, "times": 0, "numbers": []}
        with self.lock:
            known = self.failures.setdefault((failure.kind, part, str(failure)), first)
            known["times"] += 1
            known["numbers"] += [number] if known["times"] <= 5 else []
        print(f"{part} {number}: {failure.kind}: {failure}", file=sys.stderr)

    def timed(self, part, work, *arguments):
        print(f"{part} ...", file=sys.stderr)
        start = time.monotonic()
        work(self, *arguments)
        self.seconds[part] = round(time.monotonic() - start, 1)

    def of_kind(self, kind):
        return sum(failure["times"] for failure in self.failures.values() if failure["kind"] == kind)

    def json(self):
        totals = {"crashes": self.of_kind("crash"), "terminals_changed": self.of_kind("change"), "faults": self.of_kind("fault")}
        seconds = {**self.seconds, "all": round(sum(self.seconds.values()), 1)}
        return json.dumps({**self.counts, **totals, "details": list(self.failures.values()), "seconds": seconds})


class Modes:
    """The modes of a terminal that was sent some output: as much of an emulator as tells whether they are as they were."""

    PRIVATE = [1, 7, 12, 25, 47, 1000, 1002, 1003, 1004, 1006, 1047, 1049, 2004, 2026]
    CONTROL = re.compile(
        rb"\033(?:\[(?P<mark>[?>!]?)(?P<parameters>[\d;]*)(?P<final>[hlrtp])|(?P<keypad>[=>])|(?P<set>[()])(?P<charset>[0-9A-Z])"
        rb"|(?P<reset>c))|(?P<shift>[\016\017])"
    )
    STYLE = re.compile(rb"\033\[([\d;:]*)m")
    CUT = re.compile(rb"\033(?:\[[?>!]?[\d;:]*|[()])?\Z")
    ENDS = {22: {1, 2}, 23: {3}, 24: {4, 21}, 25: {5, 6}, 27: {7}, 28: {8}, 29: {9}, 39: {"foreground"}, 49: {"background"}}

    def __init__(self):
        self.rows = ROWS
        self.rest = b""
        self.reset()

    def reset(self):
        self.values = {f"mode {number}": number in (7, 25) for number in self.PRIVATE}
        self.values |= {"keypad": False, "insert": False, "G0": "B", "G1": "B", "shifted": False, "region": "whole", "titles": 0}
        self.style = set()

    def state(self):
        return {**self.values, "style": sorted(map(str, self.style))}

    def resized(self, rows):
        """Terminals undo the scrolling region when their size changes."""
        self.rows = rows
        self.values["region"] = "whole"

    def feed(self, data):
        data = self.rest + data
        cut = self.CUT.search(data, max(0, len(data) - 32))
        self.rest = data[cut.start() :] if cut else b""
        data = data[: cut.start()] if cut else data
        for match in self.CONTROL.finditer(data):
            self.control(match)
        self.feed_styles(data)

    def control(self, match):
        values = self.values
        if match["final"]:
            self.sequence(match["mark"], match["parameters"].split(b";"), match["final"])
        elif match["keypad"]:
            values["keypad"] = match["keypad"] == b"="
        elif match["set"]:
            values["G0" if match["set"] == b"(" else "G1"] = match["charset"].decode()
        elif match["shift"]:
            values["shifted"] = match["shift"] == b"\016"
        else:
            self.reset()

    def sequence(self, mark, parameters, final):
        numbers = [int(parameter or 0) for parameter in parameters]
        if mark == b"?" and final in b"hl":
            for number in numbers:
                self.values[f"mode {number}"] = final == b"h"
        elif mark == b"" and final in b"hl" and 4 in numbers:
            self.values["insert"] = final == b"h"
        elif mark == b"" and final == b"r":
            top, bottom = (numbers + [0, 0])[:2]
            is_whole = top <= 1 and (bottom == 0 or bottom >= self.rows)
            self.values["region"] = "whole" if is_whole else f"rows {top} to {bottom}"
        elif mark == b"" and final == b"t" and numbers[0] in (22, 23):
            self.values["titles"] += 1 if numbers[0] == 22 else -1

    def feed_styles(self, data):
        """Begins at the last full reset: nothing before it matters, and a large frame has tens of thousands of styles."""
        start = max(data.rfind(b"\033[m"), data.rfind(b"\033[0m"), data.rfind(b"\033[0;"), 0)
        for match in self.STYLE.finditer(data, start):
            self.set_style(match[1])

    def set_style(self, text):
        codes = iter([int(code.split(b":")[0] or 0) for code in text.split(b";")])
        for code in codes:
            if code == 0:
                self.style.clear()
            elif code in self.ENDS:
                self.style -= self.ENDS[code]
            elif code in (38, 48):
                if b":" not in text:
                    for _ in range({5: 1, 2: 3}.get(next(codes, 0), 0)):
                        next(codes, 0)
                self.style.add("foreground" if code == 38 else "background")
            elif 30 <= code <= 37 or 90 <= code <= 97:
                self.style.add("foreground")
            elif 40 <= code <= 47 or 100 <= code <= 107:
                self.style.add("background")
            else:
                self.style.add(code)


class Expectation:
    """Told by the reader when one of some texts has come, since what is kept of the output may have lost it by then."""

    def __init__(self, texts):
        self.texts = texts
        self.longest = max(map(len, texts))
        self.rest = b""
        self.come = threading.Event()

    def feed(self, data):
        data = self.rest + data
        if any(text in data for text in self.texts):
            self.come.set()
        self.rest = data[-self.longest :]


class Terminal:
    """A pseudo-terminal whose output a thread reads all the time, unless it is told to be slow or to stop."""

    markers = itertools.count()

    def __init__(self):
        self.master, self.slave = os.openpty()
        os.set_blocking(self.master, False)
        # One of our own to write to, whose writes do not block; that of the program is another description.
        self.writer = os.open(os.ttyname(self.slave), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
        self.waking, self.waker = os.pipe()
        self.lock = threading.Lock()
        self.modes = Modes()
        self.tail = b""
        self.frames = 0
        self.expectation = None
        self.is_slow = self.is_paused = self.is_closing = False
        self.speed = ""
        self.size = None
        self.resize(COLUMNS, ROWS)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        while not self.is_closing:
            sources = [self.waking] if self.is_paused else [self.waking, self.master]
            if self.waking in select.select(sources, [], [])[0]:
                os.read(self.waking, 64)
                continue
            try:
                data = os.read(self.master, 256 if self.is_slow else 1 << 16)
            except BlockingIOError:
                continue
            except OSError:
                return
            self.take(data)
            if self.is_slow:
                time.sleep(0.002)

    def take(self, data):
        with self.lock:
            self.modes.feed(data)
            self.frames += (self.tail[-len(FRAME_END) + 1 :] + data).count(FRAME_END)
            self.tail = (self.tail + data)[-4096:]
            if self.expectation:
                self.expectation.feed(data)

    def expect(self, *texts):
        """To be called before what makes them come."""
        with self.lock:
            self.expectation = Expectation(texts)
            return self.expectation

    def set_reading(self, is_paused=False, is_slow=False):
        self.is_paused, self.is_slow = is_paused, is_slow
        self.wake()

    def set_line(self, is_slow):
        """A slow line, on which most of what ends the program comes in the middle of a frame, or a fast one, until `drain`."""
        self.speed = ", slow line" if is_slow else ""
        self.set_reading(is_slow=is_slow)

    def wake(self):
        os.write(self.waker, b"w")

    def resize(self, columns, rows):
        """The kernel signals the foreground where the size is another one."""
        with self.lock:
            self.modes.resized(rows)
        self.size = (columns, rows)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, key, seconds=LIMIT):
        write_in_time(self.master, key, seconds, "crash", "keys are not taken")

    def is_full(self):
        """Whether it takes no more until somebody reads."""
        return not select.select([], [self.writer], [], 0)[1]

    def drain(self):
        """Waits until all is read that was written so far, by writing something after it."""
        self.set_reading()
        marker = b"<storm %d>" % next(self.markers)
        expectation = self.expect(marker)
        write_in_time(self.writer, marker, LIMIT, "change", "the terminal's output is held up")
        if not expectation.come.wait(LIMIT):
            raise Failure("change", "the terminal's output does not come through")

    def state(self):
        """All that a program could leave changed."""
        names = ["input flags", "output flags", "control flags", "local flags", "input speed", "output speed"]
        *flags, characters = termios.tcgetattr(self.slave)
        with self.lock:
            return {**dict(zip(names, flags)), "characters": characters, **self.modes.state()}

    def vary(self, chance):
        """Settings that are not the usual ones, so that setting the usual ones is not enough to give them back."""
        settings = termios.tcgetattr(self.slave)
        for field, flag in [(0, termios.IXON), (0, termios.IXANY), (3, termios.ECHOE), (3, termios.ECHOK), (3, termios.NOFLSH)]:
            if chance.random() < 0.3:
                settings[field] ^= flag
        settings[6][termios.VERASE] = chance.choice([b"\x7f", b"\x08"])
        termios.tcsetattr(self.slave, termios.TCSANOW, settings)

    def close(self):
        if not self.is_closing:
            self.is_closing = True
            self.wake()
            self.reader.join()
            for descriptor in [self.slave, self.writer, self.master, self.waking, self.waker]:
                os.close(descriptor)


def write_in_time(descriptor, data, seconds, kind, complaint):
    end = time.monotonic() + seconds
    while data:
        if not select.select([], [descriptor], [], max(0, end - time.monotonic()))[1]:
            raise Failure(kind, f"{complaint} within {seconds} s")
        try:
            data = data[os.write(descriptor, data) :]
        except BlockingIOError:
            time.sleep(0.001)


def differences(before, after):
    return [f"{name}: {before.get(name)} before, {after.get(name)} after" for name in after if before.get(name) != after[name]]


class Session:
    """A terminal with a shell on it: a process that leads the terminal's session, as without one Ctrl-Z would stop nothing."""

    opened = set()

    def __init__(self, program):
        self.program = program
        self.terminal = Terminal()
        self.control, theirs = socket.socketpair()
        self.lines = self.control.makefile("r")
        command = [sys.executable, os.path.abspath(__file__), "--shell", str(theirs.fileno())]
        slave = self.terminal.slave
        self.shell = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, pass_fds=[theirs.fileno()], start_new_session=True
        )
        theirs.close()
        self.job = None
        self.opened.add(self)

    def tell(self, do, **details):
        self.control.sendall((json.dumps({"do": do, **details}) + "\n").encode())

    def event(self, seconds):
        """What the shell tells next of its job, or None where nothing comes in time."""
        if not select.select([self.control], [], [], seconds)[0]:
            return None
        return json.loads(self.lines.readline() or '{"event": "gone"}')

    def environment(self, **variables):
        names = ["COLUMNS", "LINES", "NO_COLOR", "SWIFT_BACKTRACE"]
        kept = {name: value for name, value in os.environ.items() if name not in names}
        return {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **variables}

    def start(self, arguments, **variables):
        """Starts the program in the foreground, in a process group of its own."""
        self.tell("start", arguments=[self.program, *arguments], environment=self.environment(**variables))
        event = self.event(LIMIT)
        if not event or event["event"] != "started":
            raise Failure("fault", f"the shell did not start the program: {event}")
        self.job = event["process"]

    def become(self, arguments):
        """Makes the program lead the session in the shell's place."""
        self.tell("become", arguments=[self.program, *arguments], environment=self.environment())
        self.job = self.shell.pid

    def wait_for(self, expectation, what, seconds=LIMIT):
        """Waits for a text, and not for one of a program that is no more."""
        end = time.monotonic() + seconds
        while not expectation.come.wait(0.02):
            if event := self.event(0):
                raise Failure("crash", f"{told(event)} before {what} came")
            if time.monotonic() > end:
                raise Failure("crash", f"hangs: {what} does not come within {seconds} s")

    def wait_for_change(self, seconds=LIMIT):
        event = self.event(seconds)
        if event is None:
            raise Failure("crash", f"hangs: neither ends nor stops within {seconds} s")
        return event

    def wait_for_end(self, expected, seconds=LIMIT):
        event = self.wait_for_change(seconds)
        if told(event) != expected:
            raise Failure("crash", f"{told(event)}; should have {expected}")
        self.job = None

    def go_on(self):
        """What fg does."""
        self.tell("continue")

    def expect_unchanged(self, before):
        """The terminal is as it was, and in nobody's way."""
        self.terminal.drain()
        changes = differences(before, self.terminal.state())
        if changes:
            raise Failure("change", "; ".join(changes))

    def expect_no_processes(self, seconds=5):
        """Nothing but the shell is left in the session."""
        end = time.monotonic() + seconds
        while processes := session_of(self.shell.pid) - {self.shell.pid}:
            if time.monotonic() > end:
                raise Failure("fault", f"leaves processes behind: {', '.join(map(name_of, processes))}")
            time.sleep(0.02)

    def close(self):
        """Ends all that is left of the session, the hard way."""
        for process in session_of(self.shell.pid):
            end_process(process)
        self.shell.wait()
        self.lines.close()
        self.control.close()
        self.terminal.close()
        self.opened.discard(self)

    @classmethod
    def close_all(cls):
        for session in list(cls.opened):
            session.close()


def told(event):
    """An event of the shell in words."""
    if event["event"] in ("killed", "stopped"):
        return f"{event['event']} by {signal.Signals(event['signal']).name}"
    return f"exited with {event['status']}" if event["event"] == "exited" else event["event"]


def session_of(leader):
    """The processes of a session that have not ended."""
    members = set()
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] not in "ZX":
            members.add(int(name))
    return members


def name_of(process):
    try:
        with open(f"/proc/{process}/comm") as file:
            return file.read().strip()
    except OSError:
        return "one that has ended since"


def end_process(process):
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass


class Shell:
    """The other side of `Session`: as little of a shell as starts a job, waits for it and takes the terminal back."""

    IGNORED = [signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGHUP]

    def __init__(self, descriptor):
        os.set_inheritable(descriptor, False)
        self.control = socket.socket(fileno=descriptor)
        self.job = None
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for number in self.IGNORED:
            signal.signal(number, signal.SIG_IGN)
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        self.waking, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)

    def run(self):
        rest = b""
        while True:
            ready = select.select([self.control, self.waking], [], [])[0]
            if self.waking in ready:
                os.read(self.waking, 64)
                self.look_after_job()
            if self.control in ready:
                data = self.control.recv(1 << 16)
                if not data:
                    # Nobody is there to ask for anything.
                    return os.killpg(self.job, signal.SIGKILL) if self.job else None
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    self.obey(**json.loads(line))

    def obey(self, do, **details):
        if do == "start":
            self.job = os.fork()
            if self.job == 0:
                os.setpgid(0, 0)
                self.replace(**details)
            try:
                os.setpgid(self.job, self.job)
            except PermissionError:
                pass  # It has gone on to be the program already, which it does only in its own group.
            self.tell(event="started", process=self.job)
        elif do == "become":
            self.replace(**details)
        elif do == "continue":
            os.tcsetpgrp(0, self.job)
            os.killpg(self.job, signal.SIGCONT)

    def replace(self, arguments, environment):
        """Makes of this process the program, in the foreground and with no signal ignored."""
        try:
            os.tcsetpgrp(0, os.getpgrp())
            signal.set_wakeup_fd(-1)
            for number in [*self.IGNORED, signal.SIGCHLD, signal.SIGPIPE, signal.SIGXFSZ]:
                signal.signal(number, signal.SIG_DFL)
            os.execve(arguments[0], arguments, environment)
        finally:
            os._exit(127)

    def look_after_job(self):
        while self.job:
            process, status = os.waitpid(self.job, os.WNOHANG | os.WUNTRACED)
            if process == 0:
                return
            self.take_terminal()
            if os.WIFSTOPPED(status):
                self.tell(event="stopped", signal=os.WSTOPSIG(status))
                continue
            self.job = None
            if os.WIFEXITED(status):
                self.tell(event="exited", status=os.WEXITSTATUS(status))
            else:
                self.tell(event="killed", signal=os.WTERMSIG(status))

    def take_terminal(self):
        try:
            os.tcsetpgrp(0, os.getpgrp())
        except OSError:
            pass  # There is none any more.

    def tell(self, **event):
        self.control.sendall((json.dumps(event) + "\n").encode())


class Runs:
    """Images to train on, and a new directory for each run."""

    def __init__(self, directory, program):
        self.directory = directory
        self.program = program
        self.numbers = itertools.count()
        self.write_images("train", 256)
        self.write_images("t10k", 32)

    def write_images(self, name, count, side=8):
        """Images with a bar each, as in Tests/EndToEndTests/SmallDataset.swift: enough to train on in no time."""
        pixels = bytearray()
        for number, row, column in itertools.product(range(count), range(side), range(side)):
            is_on = (row if number % 2 else column) == number // 2 % side
            pixels.append(255 if is_on else 0)
        with open(f"{self.directory}/{name}-images-idx3-ubyte", "wb") as file:
            file.write(struct.pack(">IIII", 0x803, count, side, side) + pixels)
        with open(f"{self.directory}/{name}-labels-idx1-ubyte", "wb") as file:
            file.write(struct.pack(">II", 0x801, count) + bytes(number % 2 for number in range(count)))

    def new(self):
        return f"{self.directory}/run{next(self.numbers)}"

    def arguments(self, run):
        return ["train", "--data", self.directory, "--hidden", "16", "--epochs", "1000000", "--threads", "1", "--run", run]

    def session(self):
        return Session(self.program)


def expect_model(run, seconds=0.0):
    end = time.monotonic() + seconds
    while not os.path.exists(f"{run}/model.safetensors"):
        if time.monotonic() > end:
            raise Failure("fault", "the model is not kept")
        time.sleep(0.01)


def train(runs, session, text=RUNNING, **variables):
    """Starts training and waits for the text; gives the run's directory and the terminal's state before."""
    run = runs.new()
    before = session.terminal.state()
    expectation = session.terminal.expect(text)
    session.start(runs.arguments(run), **variables)
    session.wait_for(expectation, text.decode())
    return run, before


def quit_program(session, run, before):
    """Presses q, and y where that is asked about; all must be well after it."""
    session.terminal.press(b"q")
    event = session.event(1)
    if event is None:
        session.terminal.press(b"y")
        event = session.wait_for_change()
    if told(event) != "exited with 0":
        raise Failure("crash", f"{told(event)} after q; should have exited with 0")
    session.expect_unchanged(before)
    session.expect_no_processes()
    expect_model(run)


# New sizes


def storm_of_sizes(report, runs, seed, count):
    """Random sizes and keys, mostly faster than the program can draw them."""
    session = runs.session()
    try:
        run, before = train(runs, session)
        expect_signal(session)
        report.count("resident_kilobytes_before_resizes", memory(session.job))
        chance = random.Random(f"{seed} sizes")
        for number in range(count):
            resize_at_random(session, chance)
            report.count("resizes")
            if number % 50 == 49:
                wait_for_frame(session, chance)
        report.count("frames_in_resizes", session.terminal.frames)
        expect_map(session)
        report.count("resident_kilobytes_after_resizes", memory(session.job))
        quit_program(session, run, before)
    except Failure as failure:
        report.add("resizes", report.counts.get("resizes", 0), failure, session)
    finally:
        session.close()


def expect_signal(session):
    """A new size is drawn without a signal of ours: the kernel has sent it."""
    expectation = session.terminal.expect(MAP)
    session.terminal.resize(COLUMNS + 20, ROWS + 6)
    session.wait_for(expectation, "the screen in a new size")


def random_size(chance):
    """Small sizes, in which least fits, come more often than by chance."""
    if chance.random() < 0.1:
        return chance.randint(1, 45), chance.randint(1, 14)
    return chance.randint(1, 300), chance.randint(1, 100)


def resize_at_random(session, chance):
    session.terminal.resize(*random_size(chance))
    if chance.random() < 0.3:
        session.terminal.press(chance.choice(KEYS))
    if chance.random() < 0.3:
        time.sleep(chance.uniform(0, 0.003))


def wait_for_frame(session, chance):
    """Lets the program catch up, and sees that it does: what it does not draw has not been stormed."""
    terminal = session.terminal
    time.sleep(0.02)
    size = terminal.size
    while size == terminal.size:
        size = random_size(chance)
    expectation = terminal.expect(FRAME_END)
    terminal.resize(*size)
    session.wait_for(expectation, f"a frame of {size[0]}x{size[1]}")


def expect_map(session):
    """After the storm the program draws the map, whatever the keys have opened."""
    terminal = session.terminal
    for _ in range(3):
        terminal.press(b"\033")
        # A key that comes at once after Escape would be another key with it.
        time.sleep(0.2)
    terminal.resize(COLUMNS + 1, ROWS + 1)
    expectation = terminal.expect(MAP)
    terminal.resize(COLUMNS, ROWS)
    session.wait_for(expectation, "the map after all sizes")


# Signals


def storm_of_signals(report, runs, seed, kinds, count, traced):
    """Starts ended by a signal each, two at a time; the last ones with Swift's own report of a crash."""
    numbers = iter(range(count + traced))
    lock = threading.Lock()

    def next_number():
        with lock:
            return next(numbers, None)

    def work():
        with SessionKeeper(runs) as keeper:
            while (number := next_number()) is not None:
                name = kinds[number % len(kinds)]
                is_traced = number >= count
                try:
                    report.count("signals_with_backtraces" if is_traced else "signals")
                    end_by_signal(report, runs, keeper.session, name, random.Random(f"{seed} signal {number}"), is_traced)
                except Failure as failure:
                    report.add(f"signals ({name}{keeper.session.terminal.speed})", number, failure, keeper.session)
                    keeper.renew()

    with ThreadPoolExecutor() as pool:
        workers = [pool.submit(work) for _ in range(2)]
        try:
            for worker in workers:
                worker.result()
        finally:
            # Where this script is told to end, the other one is not to go on to the last start.
            with lock:
                numbers = iter(())


class SessionKeeper:
    """One session for many starts, as a person has it; another one after a failure, which may have spoilt it."""

    def __init__(self, runs):
        self.runs = runs

    def __enter__(self):
        self.session = self.runs.session()
        return self

    def renew(self):
        self.session.close()
        self.session = self.runs.session()

    def __exit__(self, *error):
        self.session.close()


def end_by_signal(report, runs, session, name, chance, is_traced):
    number = signal.Signals[name]
    terminal = session.terminal
    terminal.vary(chance)
    terminal.set_line(is_slow=chance.random() < 0.25)
    text = chance.choice([MAP, RUNNING])
    run, before = train(runs, session, text, **({} if is_traced else {"SWIFT_BACKTRACE": "enable=no"}))
    time.sleep(chance.uniform(0, 0.03))
    start = time.monotonic()
    send(session, name, chance)
    is_ending = name in ENDING
    session.wait_for_end(f"exited with {128 + number}" if is_ending else f"killed by {name}", 60 if is_traced else LIMIT)
    if not is_traced:
        report.note_most("slowest_end_milliseconds", round(1000 * (time.monotonic() - start)))
    session.expect_unchanged(before)
    session.expect_no_processes()
    if is_ending and text == RUNNING:
        expect_model(run)
    shutil.rmtree(run, ignore_errors=True)


def send(session, name, chance):
    """From another process, or where there is one, with the key."""
    key = {"SIGINT": b"\003", "SIGQUIT": b"\034"}.get(name)
    if key and chance.random() < 0.5:
        session.terminal.press(key)
    else:
        os.kill(session.job, signal.Signals[name])


# Stopping and going on


def storm_of_stops(report, runs, seed, count):
    """Ctrl-Z and fg again and again, for one program as long as it does well; at the very last SIGTERM instead of fg."""
    done = 0
    while done < count:
        done += stop_again_and_again(report, runs, random.Random(f"{seed} stops from {done}"), done, count)
    storm_of_ends_while_stopped(report, runs, max(1, count // 10))


def stop_again_and_again(report, runs, chance, first, last):
    """Gives how often one program was stopped until the first failure, that with it counted too."""
    session = runs.session()
    number = first
    try:
        run, before = train(runs, session)
        taken = settings(session)
        for number in range(first, last):
            session.terminal.set_line(is_slow=chance.random() < 0.25)
            report.count("stops")
            stop(session, before)
            if number % 3 == 0:
                session.terminal.resize(chance.randint(60, 200), chance.randint(20, 60))
                report.count("resizes_while_stopped")
            go_on(session, taken)
            time.sleep(chance.uniform(0, 0.05))
        end_while_stopped(session, run, before)
    except Failure as failure:
        report.add(f"stops{session.terminal.speed}", number, failure, session)
    finally:
        session.close()
    return number - first + 1


def settings(session):
    """What the program makes of the terminal, without what drawing changes; a region that stays is found at the next stop."""
    state = session.terminal.state()
    for name in ["mode 2026", "style", "G0", "region"]:
        state.pop(name)
    return state


def stop(session, before):
    session.terminal.press(b"\032")
    event = session.wait_for_change()
    if told(event) != "stopped by SIGTSTP":
        raise Failure("crash", f"{told(event)} after Ctrl-Z; should have stopped by SIGTSTP")
    session.expect_unchanged(before)


def go_on(session, taken):
    expectation = session.terminal.expect(RUNNING)
    session.go_on()
    session.wait_for(expectation, "the screen after going on")
    changes = differences(taken, settings(session))
    if changes:
        raise Failure("fault", "not taken again after going on: " + "; ".join(changes))


def end_while_stopped(session, run, before):
    """SIGTERM, and going on in the background, where the terminal is the shell's."""
    stop(session, before)
    os.kill(session.job, signal.SIGTERM)
    os.kill(session.job, signal.SIGCONT)
    session.wait_for_end(f"exited with {128 + signal.SIGTERM}")
    session.expect_unchanged(before)
    session.expect_no_processes()
    expect_model(run)


def storm_of_ends_while_stopped(report, runs, count):
    with SessionKeeper(runs) as keeper:
        for number in range(count):
            try:
                report.count("ends_while_stopped")
                run, before = train(runs, keeper.session)
                end_while_stopped(keeper.session, run, before)
            except Failure as failure:
                report.add("ends while stopped", number, failure, keeper.session)
                keeper.renew()


# Lost terminals


def storm_of_lost_terminals(report, runs, seed, count):
    """Terminals closed under the program, as a job that is told nothing and as the leader that gets SIGHUP, in turn."""
    for number in range(count):
        session = runs.session()
        try:
            report.count("lost_terminals")
            lose_terminal(runs, session, number % 2 == 1, random.Random(f"{seed} lost {number}"))
        except Failure as failure:
            report.add("lost terminals (as leader)" if number % 2 else "lost terminals (as job)", number, failure, session)
        finally:
            session.close()


def lose_terminal(runs, session, is_leader, chance):
    run = runs.new()
    expectation = session.terminal.expect(RUNNING)
    start = session.become if is_leader else session.start
    start(runs.arguments(run))
    if not expectation.come.wait(LIMIT):
        raise Failure("crash", f"hangs: RUNNING does not come within {LIMIT} s")
    time.sleep(chance.uniform(0, 0.03))
    session.terminal.close()
    expected = f"exited with {128 + signal.SIGHUP}"
    if is_leader:
        expect_leader_end(session, expected)
    else:
        session.wait_for_end(expected, 5)
    expect_model(run)
    session.expect_no_processes()


def expect_leader_end(session, expected):
    try:
        status = session.shell.wait(5)
    except subprocess.TimeoutExpired:
        raise Failure("crash", "hangs: does not end within 5 s") from None
    how = f"exited with {status}" if status >= 0 else f"killed by {signal.Signals(-status).name}"
    if how != expected:
        raise Failure("crash", f"{how}; should have {expected}")


# A terminal that nobody reads


def storm_unread(report, runs, seconds=3):
    """Drawing must wait for a terminal that nobody reads, training must not, and nothing may pile up."""
    session = runs.session()
    try:
        report.count("unread_terminals")
        session.terminal.resize(200, 60)
        run, before = train(runs, session)
        report.count("resident_kilobytes_more_while_read", press_help(session, seconds)[0])
        session.terminal.set_reading(is_paused=True)
        more, training = press_help(session, seconds)
        report.count("resident_kilobytes_more_unread", more)
        report.count("training_seconds_unread", training)
        expect_modest(more, training, seconds)
        if not session.terminal.is_full():
            raise Failure("fault", "the terminal took all that was drawn, so that nothing had to wait for it")
        read_again(session)
        expect_map(session)
        quit_program(session, run, before)
    except Failure as failure:
        report.add("unread", 0, failure, session)
    finally:
        session.close()


def press_help(session, seconds):
    """Help opened and closed, which changes most of the screen; gives the kilobytes and the seconds of training meanwhile."""
    kilobytes, trained = memory(session.job), training_seconds(session.job)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        session.terminal.press(b"?")
        time.sleep(0.02)
    return memory(session.job) - kilobytes, round(training_seconds(session.job) - trained, 2)


def expect_modest(kilobytes, training, seconds):
    if kilobytes > 10 * 1024:
        raise Failure("fault", f"{kilobytes} kB more memory after {seconds} s without a reader")
    if training < seconds / 20:
        raise Failure("fault", f"trains for {training} of {seconds} s without a reader")


def read_again(session):
    """Frames come again, beyond those that the terminal held."""
    first = session.terminal.frames
    session.terminal.set_reading()
    end = time.monotonic() + LIMIT
    while session.terminal.frames < first + 60:
        if time.monotonic() > end:
            raise Failure("crash", f"hangs: {session.terminal.frames - first} frames within {LIMIT} s of being read again")
        session.terminal.press(b"?")
        time.sleep(0.02)


def memory(process):
    """Kilobytes resident."""
    with open(f"/proc/{process}/status") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1])


def training_seconds(process):
    """The processor time of the thread that trains."""
    for task in os.listdir(f"/proc/{process}/task"):
        with open(f"/proc/{process}/task/{task}/stat") as file:
            name, _, fields = file.read().rpartition(")")
        if name.endswith("(training"):
            user, system = fields.split()[11:13]
            return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    raise Failure("fault", "there is no thread named training")


def main():
    if sys.argv[1:2] == ["--shell"]:
        return Shell(int(sys.argv[2])).run()
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--resizes", type=int, default=10_000)
    parser.add_argument("--signals", type=int, default=1000)
    parser.add_argument("--kinds", default=",".join(ENDING + CRASHING), help="what ends the starts in turn; also SIGTRAP, SIGFPE")
    parser.add_argument("--backtraces", type=int, default=16, help="starts beyond, with Swift's own report of a crash")
    parser.add_argument("--stops", type=int, default=100)
    parser.add_argument("--lost", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    atexit.register(Session.close_all)
    report = Report()
    directory = tempfile.mkdtemp()
    try:
        runs = Runs(directory, os.path.abspath(options.program))
        if options.resizes:
            report.timed("resizes", storm_of_sizes, runs, options.seed, options.resizes)
        kinds = options.kinds.split(",")
        report.timed("signals", storm_of_signals, runs, options.seed, kinds, options.signals, options.backtraces)
        if options.stops:
            report.timed("stops", storm_of_stops, runs, options.seed, options.stops)
        report.timed("lost terminals", storm_of_lost_terminals, runs, options.seed, options.lost)
        report.timed("unread", storm_unread, runs)
        print(report.json())
    finally:
        Session.close_all()
        shutil.rmtree(directory, ignore_errors=True)
    sys.exit(1 if report.failures else 0)


if __name__ == "__main__":
    main()

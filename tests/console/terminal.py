"""`moderator run` in a terminal of its own, with somebody at the keyboard."""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time

from moderator.journal.segments import segments


class Console:
    """A child process that has a terminal, and the record that it writes."""

    def __init__(self, folder, show, *args, size=(24, 80), robot="simulator", resume=False):
        self.out = folder / "out"
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.seen = b""
        command = [sys.executable, "-m", "moderator", "run", str(show), "--robot", robot]
        command += ["--stop-osc", "0", "--stop-http", "0"]
        self.process = subprocess.Popen(
            [*command, "--resume" if resume else "--out", str(self.out), *args],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            cwd=folder,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 -- one call
        )
        self.reading = threading.Thread(target=self._read, daemon=True)
        self.reading.start()

    def _read(self):
        master = self.master
        while True:
            over = self.process.poll() is not None  # before: what it said last is read too
            try:
                if select.select([master], [], [], 0.1)[0]:
                    self.seen += os.read(master, 65536)
                elif over:
                    return
            except (OSError, ValueError):
                return

    def type(self, keys):
        os.write(self.master, keys.encode())

    def record(self, kind=None, cue=None, order=None):
        lines = []
        for path in segments(self.out).values():
            lines += path.read_text(encoding="utf-8").splitlines()
        entries = [json.loads(line) for line in lines if line.endswith("}")]
        return [
            entry
            for entry in entries
            if kind in (None, entry["kind"])
            and cue in (None, entry["cue"])
            and order in (None, entry.get("order"))
        ]

    def until(self, kind, cue=None, count=1, within_s=15, order=None):
        limit = time.monotonic() + within_s
        while len(self.record(kind, cue, order)) < count:
            assert self.process.poll() is None, self.seen.decode(errors="replace")[-2000:]
            assert time.monotonic() < limit, f"no {kind} of {cue}: {self.record()[-5:]}"
            time.sleep(0.02)
        return self.record(kind, cue, order)[-1]

    def until_state(self, state, within_s=15):
        """Wait until the show is in a state, not whether it has been."""
        limit = time.monotonic() + within_s
        while not (changes := self.record("state")) or changes[-1]["to"] != state:
            assert time.monotonic() < limit, f"not {state}: {self.record()[-5:]}"
            time.sleep(0.02)

    def until_shown(self, words, within_s=15):
        limit = time.monotonic() + within_s
        while words not in self.seen:
            assert time.monotonic() < limit, self.seen.decode(errors="replace")[-2000:]
            time.sleep(0.02)

    def until_ready(self, within_s=30):
        """Wait for a GO; press p when on a busy machine the supervisor stops the show before."""
        limit = time.monotonic() + within_s
        while b"GO: start" not in self.seen:
            assert time.monotonic() < limit, self.seen.decode(errors="replace")[-2000:]
            if self.record("state") and self.record("state")[-1]["to"] == "stopped":
                self.type("p")
                time.sleep(1.0)
            time.sleep(0.05)

    def ended(self, within_s=30):
        """Wait for the end; returns the exit code."""
        code = self.process.wait(within_s)
        self.reading.join(2)
        return code

    def restored(self):
        """Whether the terminal is as it was."""
        return termios.tcgetattr(self.slave) == self.before

    def choose(self, number):
        """Move the standby down to a cue, and look at the screen."""
        self.type("\x1b[B")
        self.until("standby", number)
        time.sleep(0.2)

    def kill(self):
        """End it at once, as a power cut would."""
        self.process.kill()
        self.process.wait()
        self.reading.join(2)

    def hang_up(self):
        os.close(self.slave)
        os.close(self.master)
        self.slave = self.master = None

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        for descriptor in (self.master, self.slave):
            if descriptor is not None:
                os.close(descriptor)

"""The parent's side of one rendering process."""

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from moderator.errors import NoSpeechEngine
from moderator.voice.line import Line

_STARTS_WITHIN_S = 30.0
_ENDS_WITHIN_S = 2.0
_GRACE_S = 5.0
_CHUNK = 65_536


class WorkerDied(Exception):  # it reports an end, and never reaches a person
    """The process ended, or no longer answers."""


class WorkerProcess:
    """A running `moderator.voice.worker`. Used by one thread at a time.

    Args:
        engine: `bundled` or `system`.

    Raises:
        NoSpeechEngine: the engine cannot be loaded.
        WorkerDied: the process did not come up.
    """

    def __init__(self, engine: str) -> None:
        # -P: no module beside the show is taken for a library. A session of its own: an interrupt
        # from the terminal is for the parent.
        command = [sys.executable, "-P", "-m", "moderator.voice.worker", "--engine", engine]
        self._process = subprocess.Popen(  # noqa: S603 # our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            bufsize=0,
        )
        try:
            hello = self._receive(_STARTS_WITHIN_S)
        except WorkerDied:
            self.kill()
            raise
        if "error" in hello:
            self.close()
            raise NoSpeechEngine(
                f"the speech engine does not load: {hello['error']}",
                "install it again: pip install --force-reinstall espeakng-loader",
            )

    @property
    def pid(self) -> int:
        """The process number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def render(self, line: Line, path: Path, limit_s: float) -> dict[str, Any]:
        """Ask for one line and wait for the answer.

        Raises:
            WorkerDied: the process ended or hangs; it is of no more use.
        """
        request = {
            "text": line.text,
            "voice": line.settings.voice,
            "rate_wpm": line.settings.rate_wpm,
            "pitch": line.settings.pitch,
            "path": str(path),
            "limit_s": limit_s,
        }
        assert self._process.stdin is not None
        data = json.dumps(request).encode() + b"\n"
        try:
            while data:
                data = data[os.write(self._process.stdin.fileno(), data) :]
        except OSError as error:
            raise WorkerDied(str(error)) from error
        return self._receive(limit_s + _GRACE_S)

    def _receive(self, within_s: float) -> dict[str, Any]:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        deadline = time.monotonic() + within_s
        data = b""
        while not data.endswith(b"\n"):
            if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                raise WorkerDied(f"no answer within {within_s:g} s")
            chunk = os.read(descriptor, _CHUNK)
            if not chunk:
                raise WorkerDied("the process ended")
            data += chunk
        answer: dict[str, Any] = json.loads(data)
        return answer

    def close(self) -> None:
        """End the process and wait until it has."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def kill(self) -> None:
        """End a process that no longer answers, at once."""
        self._process.kill()
        self.close()

"""Nights in which the program is killed again and again, and what the world outside saw of them."""

import json
import random
import time
from collections import Counter
from pathlib import Path

from tests.bench import written
from tests.console.outside import Ear, free_port
from tests.console.terminal import Console

from moderator.journal import read_record
from moderator.journal.board import board_of
from moderator.journal.segments import segments
from moderator.outputs.osc import encode_osc

CHAIN = 150
SINGLES = 60
KILLS_A_RECORD = 25
PATIENCE_S = 20.0


def show_of(port):
    """A show that is busy: a motion, beside it a long chain of messages, and single ones."""
    head = f'devices: {{desk: {{osc: "127.0.0.1:{port}"}}}}\ndefaults: {{guard: 0s}}'
    send = "send: {{to: desk, osc: /cue/{0}}}"
    lines = ['- {cue: "M", move: wave, continue: auto_continue}']
    for number in range(CHAIN):
        follows = "auto_follow" if number + 1 < CHAIN else "none"
        lines.append(
            f'- {{cue: "C{number}", {send.format(f"C{number}")}, wait: 2ms, continue: {follows}}}'
        )
    lines += [f'- {{cue: "S{n}", {send.format(f"S{n}")}}}' for n in range(SINGLES)]
    return "\n".join(lines), head


def called_in(record):
    """How often each cue was called."""
    called, before = Counter(), ()
    for entry in record.of("running", "resumed"):
        cues = entry.data.get("cues", ())
        called.update(set(cues) - set(before))
        before = cues
    return called


def ordered_in(record):
    """How often what was ordered, and done."""
    return Counter(entry.data.get("order", "go") for entry in record.of("go", "order"))


class Nights:
    """Runs a show, kills it at a random moment, and goes on with it.

    `wrong` is what was broken: an answer, a message or a command without its entry; a record that
    cannot be read or gone on with; a motion before anybody asked for preflight.
    """

    def __init__(self, folder: Path, told: Path, seed: int):
        self.folder = folder
        self.told = told
        self.chance = random.Random(seed)
        self.desk, self.control = Ear(), Ear()
        self.port = 0
        cues, head = show_of(self.desk.port)
        self.show = written(folder / "show", cues, head)
        self.wrong = []
        self.ready_s = []
        self.kills = 0
        self.records = []
        self._begin_record()

    def _begin_record(self):
        self.sent, self.answered = Counter(), Counter()
        self.commands = 0
        self.told.unlink(missing_ok=True)
        self.place = self.folder / f"record-{len(self.records)}"
        self.place.mkdir()
        self.records.append(self.place)

    def run(self, kills):
        for number in range(kills):
            if number and number % KILLS_A_RECORD == 0:
                self._begin_record()
            self._night()
        for place in self.records:
            self._supervisors_ended(place)

    def close(self):
        self.desk.socket.close()
        self.control.socket.close()

    def _night(self):
        resume = bool(segments(self.place / "out"))
        self.port = free_port()  # anew: whatever else runs here may take one that is free
        began = time.monotonic()
        console = Console(
            self.place, self.show, "--silent", "--osc", f"127.0.0.1:{self.port}",
            robot="witness", resume=resume,
        )  # fmt: skip
        try:
            if self.chance.random() < 0.1:
                time.sleep(self.chance.uniform(0, 1.0))
            elif self._ready(console, resume, began):
                self._busy(self.chance.uniform(0, 0.4))
        finally:
            console.kill()
            console.close()
        self.kills += 1
        self._check()

    def _ready(self, console, resume, began):
        limit = began + PATIENCE_S
        words = (b"Nothing moves before p",) if resume else (b"GO: start", b"STOPPED")
        while not any(shown in console.seen for shown in words):
            if console.process.poll() is not None or time.monotonic() > limit:
                self._say(f"it did not start: {console.seen.decode(errors='replace')[-800:]}")
                return False
            time.sleep(0.002)
        self.ready_s.append(time.monotonic() - began)
        self.control.heard()
        self._order("/udpReplyPort", self.control.port)
        if b"GO: start" in console.seen:
            return True
        before = self._commands()
        time.sleep(0.01)
        if self._commands() != before:
            self._say("the robot was told to move before anybody asked for preflight")
        while time.monotonic() < limit:
            self._order("/preflight")
            for _ in range(200):
                time.sleep(0.005)
                if "/preflight" in self._hear():
                    return True
        self._say("preflight was never green")
        return False

    def _busy(self, lasts_s):
        ends = time.monotonic() + lasts_s
        self._order("/go")
        while time.monotonic() < ends:
            time.sleep(self.chance.uniform(0, 0.03))
            match self.chance.choice(("go", "go", "go", "hold", "skip", "jump")):
                case "go":
                    self._order("/go")
                case "hold":
                    self._order("/hold")
                    self._order("/resume")
                case "skip":
                    self._order("/skip")
                case "jump":
                    self._order(f"/playhead/S{self.chance.randrange(SINGLES // 4)}")
            self._hear()

    def _order(self, address, *args):
        self.control.socket.sendto(encode_osc(address, args), ("127.0.0.1", self.port))

    def _hear(self):
        """Count what was carried out, by the answers."""
        carried_out = []
        for message in self.control.heard():
            told = json.loads(message.params[0])
            if told["status"] == "ok":
                carried_out.append(told["address"])
        self.answered.update(carried_out)
        return carried_out

    def _commands(self):
        return self.told.read_text().splitlines().count("play") if self.told.exists() else 0

    def _say(self, what):
        self.wrong.append(f"kill {self.kills}, {self.place.name}: {what}")

    def _check(self):
        """Hold what was seen outside against the record."""
        self._hear()
        self.sent.update(message.address.rpartition("/")[2] for message in self.desk.heard())
        out = self.place / "out"
        if not any(path.stat().st_size for path in segments(out).values()):
            if self.sent or self.answered or self._commands():
                self._say("there is no record")
            self._begin_record()
            return
        record = read_record(out)
        if record.left_out:
            self._say(f"sound entries cannot be reached: {record.damage}")
        board_of(record.entries)
        called, ordered = called_in(record), ordered_in(record)
        for cue, times in self.sent.items():
            if times > called[cue]:
                self._say(f"cue {cue} sent {times} messages and was called {called[cue]} times")
        if self._commands() > called["M"]:
            self._say(f"{self._commands()} motions for {called['M']} calls")
        answers = Counter()
        for address, times in self.answered.items():
            answers["jump" if address.startswith("/playhead/") else address[1:]] += times
        for verb in ("go", "hold", "resume", "skip", "jump"):
            if answers[verb] > ordered[verb]:
                self._say(f"{answers[verb]} {verb} answered, {ordered[verb]} in the record")
        if any(entry.data["to"] == "finished" for entry in record.of("state")):
            self._begin_record()  # with that night there is nothing to go on

    def _supervisors_ended(self, place):
        """Leave no process behind: each supervisor ends by itself, and says so."""
        limit = time.monotonic() + PATIENCE_S
        for path in (place / "out").glob("supervisor*.jsonl"):
            while b'"kind":"supervisor_ended"' not in path.read_bytes():
                if time.monotonic() > limit:
                    self._say(f"{path.name} does not end")
                    break
                time.sleep(0.05)

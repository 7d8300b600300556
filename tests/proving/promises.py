"""What must hold after every entry of every show, whatever is ordered and whatever fails.

Each promise follows the record and the robot, and notes in `broken` what it finds, once for each
place. `Watch` holds them all.
"""

from collections import Counter

from tests.proving.told import differences

from moderator.cues.cue import GoTo
from moderator.journal.board import Board
from moderator.robot import Rule

DONE = "succeeded"


class Promise:
    """One of them.

    Args:
        night: what is watched: its parts, conductor, robot, board before the entry.
    """

    name = ""
    kinds = frozenset()
    """The kinds of entry that it looks at; all when empty."""
    of_robot = False
    """Whether it follows the robot, which a new process finds as the dead one left it."""

    def __init__(self, night):
        self.night = night

    def entry(self, entry):
        """What is wrong once an entry is written."""
        return ()

    def command(self, what, handle):
        """What is wrong once the robot was told something."""
        return ()

    def end(self):
        """What is wrong once the show has ended."""
        return ()


class TimeGoesOn(Promise):
    """Neither time nor the numbers run backwards."""

    name = "time"

    def __init__(self, night):
        super().__init__(night)
        self._n, self._at_s = 0, 0.0

    def entry(self, entry):
        n, at_s = self._n, self._at_s
        self._n, self._at_s = entry.n, entry.at_s
        if entry.n == n + 1 and entry.at_s >= at_s:
            return ()
        return [f"entry {entry.n} at {entry.at_s} s comes after {n} at {at_s} s"]


class NothingIsHeldTwice(Promise):
    """Two cues never hold one resource at once, and no cue acts on after its end."""

    name = "resources"
    kinds = frozenset({"cue_started", "cue_ended", "resumed"})

    def __init__(self, night):
        super().__init__(night)
        self._acting = {}

    def entry(self, entry):
        if entry.kind == "cue_started":
            claims = self.night.claims(entry.cue)
            for other, held in self._acting.items():
                if both := claims & held:
                    yield f"cues {other} and {entry.cue} both hold {sorted(both)}"
            self._acting[entry.cue] = claims
        elif entry.kind == "resumed":
            self._acting = {}
        elif entry.kind == "cue_ended" and entry.data["outcome"] != "skipped":
            self._acting.pop(entry.cue, None)
            for what, handle in self.night.doings.get(entry.cue, ()):
                if handle.ended is None:
                    yield f"cue {entry.cue} has ended, and its {what} goes on"


class OneOutcomeEach(Promise):
    """Every cue that was called and every one that started has exactly one outcome."""

    name = "outcomes"
    kinds = frozenset({"cue_started", "cue_ended", "running", "show_ended", "resumed", "hole"})

    def __init__(self, night):
        super().__init__(night)
        self._started = set()
        self._ends = {}
        self._counted = Counter()
        self._cut = set()

    def entry(self, entry):
        if entry.kind == "cue_started":
            if entry.cue in self._started:
                yield f"cue {entry.cue} started twice"
            if self._ends.get(entry.cue) != 0:
                yield f"cue {entry.cue} started and was not called, or had ended"
            self._started.add(entry.cue)
        elif entry.kind == "cue_ended":
            outcome, absent = entry.data["outcome"], entry.data.get("code") == "absent"
            self._counted["skipped" if absent and outcome == DONE else outcome] += 1
            yield from self._ended(entry.cue, outcome)
        elif entry.kind == "hole":  # in what is left after a crash; who knows what was in it
            self._started.clear()
        elif entry.kind == "resumed":  # what had ended was about to leave
            self._cut |= {cue for cue, ends in self._ends.items() if not ends}
            self._ends = {}
        elif entry.kind == "running":
            yield from self._runs(entry.data["cues"])
        elif entry.kind == "show_ended":
            told = sum(entry.data[key] for key in ("done", "skipped", "failed", "unknown"))
            if told != self._counted.total() or entry.data["done"] != self._counted[DONE]:
                yield f"the end counts {told} cues and {self._counted} ended"

    def _runs(self, cues):
        for cue in [cue for cue in self._ends if cue not in cues]:
            if (ends := self._ends.pop(cue)) != 1:
                yield f"cue {cue} has {ends} outcomes"
        for cue in cues:
            self._ends.setdefault(cue, 0)

    def _ended(self, cue, outcome):
        if outcome == "skipped":
            return
        if cue in self._cut:
            self._cut.discard(cue)
        elif cue in self._ends:
            self._ends[cue] += 1
            if self._ends[cue] > 1:
                yield f"cue {cue} has two outcomes"
        elif outcome != "rejected":
            yield f"cue {cue} was {outcome} and had not been called"
        if outcome == DONE and cue not in self._started:
            yield f"cue {cue} was done without a start"
        self._started.discard(cue)

    def end(self):
        if self._started:
            yield f"no outcome of {sorted(self._started)}"


class UnknownIsNeverDone(Promise):
    """What the robot does not know how it ended is never told as done, nor counted so."""

    name = "unknown"
    kinds = frozenset({"cue_ended", "show_ended"})

    def __init__(self, night):
        super().__init__(night)
        self._unknown = 0

    def entry(self, entry):
        if entry.kind == "cue_ended":
            self._unknown += entry.data["outcome"] == "unknown"
            doings = self.night.doings.get(entry.cue, ())
            if entry.data["outcome"] == DONE and any(_unknown(handle) for _, handle in doings):
                yield f"cue {entry.cue} is told as done, and nobody knows"
        elif entry.kind == "show_ended" and entry.data["unknown"] != self._unknown:
            yield f"{self._unknown} cues ended unknown, and {entry.data['unknown']} are counted"


def _unknown(handle):
    return handle.ended is not None and handle.ended.ended == "unknown"


class NothingAfterStop(Promise):
    """After a stop, or when the body is lost, nothing moves or speaks until it is made ready."""

    name = "stop"
    kinds = frozenset({"fault"})
    of_robot = True

    def __init__(self, night):
        super().__init__(night)
        self._why = ""

    def entry(self, entry):
        if entry.kind == "fault" and entry.data.get("body"):
            self._why = "the body was lost"
        yield from ()

    def command(self, what, handle):
        if what == "stop":
            self._why = "a stop"
        elif what == "died":
            self._why = "its engine had died"
        elif what == "activate":
            self._why = ""
        elif self._why and what in ("play", "follow", "say", "walk"):
            yield f"{what} after {self._why}"


class NothingUnconfirmed(Promise):
    """The robot is made ready only when a person has confirmed all that the show asks."""

    name = "confirmed"
    kinds = frozenset({"state", "check"})

    def __init__(self, night):
        super().__init__(night)
        self._confirmed = set()

    def entry(self, entry):
        if entry.kind == "state":
            self._confirmed.clear()
        elif entry.data["ok"]:
            self._confirmed.add(entry.data["name"])
        return ()

    def command(self, what, handle):
        if what == "activate":
            for one in self.night.parts.show.preflight:
                if one.check not in self._confirmed:
                    yield f"made ready, and nobody confirmed {one.check}"


class NothingUnapproved(Promise):
    """What needs the operator's word is not answered before they have given it."""

    name = "approved"
    kinds = frozenset({"asked", "approval", "answered", "interrupted"})

    def __init__(self, night):
        super().__init__(night)
        self._asked = {}
        """By cue, the question that is not answered, as whether its draft was approved."""

    def entry(self, entry):
        cue, data = entry.cue, entry.data
        match entry.kind:
            case "asked":
                self._asked[cue] = False
            case "interrupted":
                self._asked.pop(cue, None)
            case "approval":
                self._asked[cue] = data["approved"]
            case _ if cue not in self._asked:
                yield f"cue {cue} answers, and nobody asked"
            case _ if data["how"] == "deflected":
                del self._asked[cue]
            case _:
                approval = self.night.called[cue].cue.dialogue.approval
                free = data["how"] == "scripted" and approval != "operator"
                if approval != "none" and not free and not self._asked[cue]:
                    yield f"cue {cue} answers, and nobody approved"


class OneGoOneCue(Promise):
    """Each GO starts the cue that it was for, once; nothing starts that nobody called."""

    name = "go"
    _IDLE = frozenset(
        ("go", "go_refused", "order", "order_refused", "stop", "cue_started", "show_ended")
    )
    kinds = _IDLE | {"running", "cue_ended", "fault", "resumed"}

    def __init__(self, night):
        super().__init__(night)
        self._licences = []
        self._owed = None
        self._running, self._waiting = [], []
        self._passed = []
        self._last_go_s = None

    def entry(self, entry):
        if entry.kind in self._IDLE:
            yield from self._idle()
        if entry.kind not in ("cue_ended", "go"):
            self._passed = []
        match entry.kind:
            case "resumed":
                self._licences, self._owed = [], None
                self._running, self._waiting = [], []
                self._last_go_s = None
            case "go":
                yield from self._go(entry)
            case "order" if entry.data["order"] == "hot":
                self._licences, self._owed = [{entry.cue}], entry.cue
            case "order" if entry.data["order"] == "resume":
                self._licences = [{cue} for cue in self._waiting]
            case "running":
                yield from self._runs(entry.data["cues"], entry.data["waiting"])
            case "cue_ended" if entry.data["outcome"] == "skipped":
                self._passed.append(entry.cue)
                if entry.data["why"] == "disarmed" or self._licensed(entry.cue):
                    yield from self._begun(entry.cue, goes_on=True)
            case "cue_ended" if entry.cue not in self._running and self._licensed(entry.cue):
                yield from self._begun(entry.cue, failed=True)
            case "fault" if "runs already" in entry.data["what"]:
                yield from self._begun(entry.cue, failed=True)

    def _idle(self):
        if self._owed is not None:
            yield f"cue {self._owed} was called and nothing came of it"
        self._licences, self._owed = [], None

    def _go(self, entry):
        guard_s = self.night.parts.show.defaults.guard / 1e9
        if self._last_go_s is not None and entry.at_s - self._last_go_s < guard_s - 1e-6:
            yield f"a GO {entry.at_s - self._last_go_s:.3f} s after the last"
        self._last_go_s = entry.at_s
        go = self.night.board.go
        passed = go is not None and go.cue in self._passed
        if go is None or (go.cue != entry.cue and not passed):
            yield f"GO was for cue {entry.cue}, and would do: {go}"
        if "means" not in entry.data:
            self._licences, self._owed = [{entry.cue}], entry.cue
        self._passed = []

    def _runs(self, cues, waiting):
        for cue in (cue for cue in self._running if cue not in cues):
            self._over(cue)
        for cue in (cue for cue in self._waiting if cue not in waiting):
            if self.night.called[cue].fixed_ns is not None:  # its time has come
                self._license({cue})
        for cue in (cue for cue in cues if cue not in self._running):
            yield from self._begun(cue)
        for cue in (cue for cue in waiting if cue not in self._waiting):
            yield from self._take(cue)
        self._running, self._waiting = cues, waiting

    def _begun(self, cue, *, goes_on=False, failed=False):
        yield from self._take(cue)
        follows = self.night.called[cue].follows
        goes_on = goes_on and follows != "none"
        if failed:
            self._license(self._instead(cue, goes_on=follows != "none"))
        elif goes_on or follows == "auto_continue":
            self._license({self.night.after(cue)})

    def _over(self, cue):
        """A cue that ran is over; what may come now by itself."""
        self._license(self._instead(cue, goes_on=self.night.called[cue].follows == "auto_follow"))

    def _instead(self, cue, *, goes_on):
        """The cues that may come by themselves after one, as its rules have it."""
        called = self.night.called[cue]
        rule = called.cue.on_failure or self.night.parts.show.defaults.on_failure
        named = {rule.go_to} if isinstance(rule, GoTo) else set()
        if called.cue.talk and called.cue.talk.if_absent:
            named.add(called.cue.talk.if_absent.go_to)
        numbers = {self._comes_for(called, number) for number in named if number}
        if goes_on:
            return numbers | {self.night.after(cue)}
        return {cue for cue in numbers if cue and self.night.called[cue].position < 0}

    def _comes_for(self, called, number):
        """The cue that comes for one that is named: where some were moved, it may be another.

        None that was not written between the two is passed over.
        """
        named, order = self.night.called[number], self.night.parts.rundown.cues
        if called.position < 0 or named.written <= called.written:
            return number
        between = {c.number for c in order if called.written <= c.written < named.written}
        later = (c.number for c in order if c.position > called.position)
        return next((other for other in later if other not in between), None)

    def _licensed(self, cue):
        return any(cue in licence for licence in self._licences)

    def _license(self, cues):
        if cues - {None}:
            self._licences.append(cues - {None})

    def _take(self, cue):
        if not self._licensed(cue):
            yield f"cue {cue} came, and nobody had called it"
            return
        self._licences.remove(next(licence for licence in self._licences if cue in licence))
        if self._owed == cue:
            self._owed = None


class NothingBeginsBeyondALimit(Promise):
    """No cue that moves the robot is begun while a limit is passed that does more than warn."""

    name = "limits"
    kinds = frozenset({"running", "resumed"})

    def __init__(self, night):
        super().__init__(night)
        self._running = []

    def entry(self, entry):
        before, self._running = self._running, entry.data.get("cues", [])
        begun = [cue for cue in self._running if cue not in before]
        if not any(self.night.called[cue].cue.motions() for cue in begun):
            return
        parts = self.night.parts
        state = parts.robot.state()
        for limit in parts.limits:
            value = limit.reading.of(state)
            if limit.rule is not Rule.WARN and value is not None and limit.passes(value):
                yield f"{begun} began with {limit.reading.in_words} {limit.reading.written(value)}"


class TheRecordTellsAll(Promise):
    """The console's state, rebuilt from the record alone, is what the conductor knows."""

    name = "record"

    def entry(self, entry):
        self.night.board = board = self.night.board.after(entry)
        return differences(board, self.night.conductor) if self.night.opened else ()


class TheShowEnds(Promise):
    """The show comes to its end or says why not, and no defect was met on the way."""

    name = "end"
    kinds = frozenset({"fault", "cue_ended", "show_ended"})

    def __init__(self, night):
        super().__init__(night)
        self._last = None

    def entry(self, entry):
        self._last = entry
        if entry.kind == "fault":
            what = entry.data["what"]
            if what.startswith("defect") or "still moves" in what or "failed: " in what:
                yield what
        elif entry.data.get("code") == "defect":
            yield f"cue {entry.cue}: {entry.data.get('why')}"

    def end(self):
        if self._last is None or self._last.kind != "show_ended":
            yield "the record does not say how it ended"
        elif (ended := self._last.data["ended"]) not in ("finished", "stopped", "faulted"):
            yield f"it ended {ended}, and nobody says why"


class NothingIsLost(Promise):
    """A show that goes on says what was cut short, and is where it was left off."""

    name = "recover"
    kinds = frozenset(
        {"resumed", "cue_ended", "playhead", "disarmed", "state", "go", "standby", "show_ended"}
    )

    def __init__(self, night):
        super().__init__(night)
        self._left = None
        self._owed, self._cut = [], ()
        self._called = None

    def entry(self, entry):
        match entry.kind:
            case "go" | "standby" if "means" not in entry.data:
                self._called = entry.cue
            case "resumed":
                self._left = left = self.night.board
                begun = (cue.cue for cue in left.running if cue.phase != "ended")
                self._owed = list(dict.fromkeys((*self._owed, *begun)))
                self._cut = tuple(self._owed)
                if entry.data["unknown"] != self._owed or entry.data["was"] != left.state:
                    yield f"it was {left.state} with {self._owed} cut short"
            case "cue_ended" if self._owed:
                if (entry.cue, entry.data["outcome"]) != (self._owed.pop(0), "unknown"):
                    yield f"cue {entry.cue} is told, and not what was cut short"
            case "cue_ended":
                pass
            case "state" | "show_ended" if self._owed:
                yield f"nobody says how {self._owed} ended"
                self._owed = []
            case "playhead" | "disarmed" if self._left:
                yield from self._found(self._left, entry)
                self._left = None

    def _found(self, left, entry):
        """Where the show is, beside where it was left off."""
        if list(left.disarmed) != entry.data.get("cues", []):
            yield f"{left.disarmed} were disarmed, and {entry.data.get('cues')} are"
        if left.playhead is None:
            return
        was, now = self._position(left.playhead.standby), self._position(entry.data["standby"])
        begun = [self._position(cue) for cue in (*self._cut, *left.waiting)]
        first = min((was, *(position for position in begun if position >= 0)))
        if now > first or (now < first and not self._in_chain(now, was)):
            yield f"standby is {now}; it was {was} with {begun} cut short"

    def _position(self, cue):
        return self.night.called[cue].position if cue else len(self.night.parts.rundown.cues)

    def _in_chain(self, now, was):
        """Whether a cue would have started by itself after the last GO, and had not."""
        begun = self._position(self._called)
        cues = self.night.parts.rundown.cues
        return 0 <= begun <= now and all(c.follows != "none" for c in cues[begun : was - 1])


PROMISES = (
    TimeGoesOn,
    NothingIsHeldTwice,
    OneOutcomeEach,
    UnknownIsNeverDone,
    NothingAfterStop,
    NothingUnconfirmed,
    NothingUnapproved,
    OneGoOneCue,
    NothingBeginsBeyondALimit,
    NothingIsLost,
    TheRecordTellsAll,
    TheShowEnds,
)
"""In this order; the board is that of the entry before until `TheRecordTellsAll`."""


class Watch:
    """All promises at once.

    Args:
        night: what is watched.

    Attributes:
        broken: (the promise's name, the entry's number, what is wrong), in order.
    """

    def __init__(self, night):
        self.broken = []
        self._n = 0
        self._night = night
        self._make([promise(night) for promise in PROMISES])

    def _make(self, promises):
        self._promises = promises
        self._commanded = [p for p in promises if type(p).command is not Promise.command]
        self._heeding = {}

    def put(self, entry):
        """An entry was written; a journal takes this for a follower."""
        self._n, kind = entry.n, entry.kind
        if kind not in self._heeding:
            self._heeding[kind] = [p for p in self._promises if not p.kinds or kind in p.kinds]
        for promise in self._heeding[kind]:
            for what in promise.entry(entry):
                self.broken.append((promise.name, entry.n, what))

    def cut(self, entries):
        """The engine died: know no more of the record than these, which are left of it."""
        broken = list(self.broken)
        self._night.board = Board()
        self._make([p if p.of_robot else type(p)(self._night) for p in self._promises])
        for entry in entries:
            self.put(entry)
        self.broken[:] = broken

    def command(self, what, handle=None):
        """The robot was told something."""
        for promise in self._commanded:
            for told in promise.command(what, handle):
                self.broken.append((promise.name, self._n, told))

    def end(self):
        """The show has ended."""
        for promise in self._promises:
            for what in promise.end():
                self.broken.append((promise.name, self._n, what))

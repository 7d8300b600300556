"""The checks that need the whole show: numbers, people, times, and each cue's own."""

import re
from itertools import chain, islice, pairwise

from moderator.body.joints import PARTS
from moderator.cues.checking import Checking, Path_, claims_of
from moderator.cues.claims import Resource, in_words
from moderator.cues.cue import Cue, GoTo
from moderator.robot import Support
from moderator.show.languages import check_dialogues, check_languages
from moderator.show.lengths import Estimated
from moderator.show.limits import check_limits
from moderator.show.loops import check_loops
from moderator.show.model import Show
from moderator.show.preflight import check_preflight
from moderator.show.rundown import rundown
from moderator.show.script.checks import check_script
from moderator.show.sheet import check_facts
from moderator.show.sources import check_address, check_sources, check_used
from moderator.show.timing import check_fixed_met, check_timed
from moderator.show.voices import check_voices
from moderator.values.duration import format_clock, format_duration
from moderator.voice.line import split_marks


def check_show(show: Show, checking: Checking) -> None:
    """Note every problem of a show that could be read."""
    _check_numbers(show, checking)
    _check_robot(show, checking)
    if isinstance(show.defaults.on_failure, GoTo):
        checking.cue(("defaults", "on_failure", "go_to"), show.defaults.on_failure.go_to)
    for key in show.rehearsal.speakers:
        checking.person(("rehearsal", "speakers", key), key, at_key=True)
    _check_asks(show, checking)
    check_preflight(show.preflight, checking)
    check_limits(show.limits, checking)
    check_sources(show.sources, show.hosts, checking)
    if not any(cue.dialogue for _, cue in _cues(show)) and "dialogue" not in checking.document.lost:
        check_used(show.sources, tuple(_texts(show)), checking)
    check_languages(_cues(show), checking)
    check_dialogues(_cues(show), checking)
    check_voices(show, checking)
    _check_models(show, checking)
    for path, cue in _cues(show):
        cue.check(path, checking)
    check_facts(show, _texts(show), checking)
    _check_follows(show, checking)
    _check_together(show, checking)
    check_script(show, checking)
    check_timed(show, checking)
    check_loops(_cues(show), checking)
    if not checking.problems.errors:
        _check_times(show, checking)


def _cues(show: Show) -> list[tuple[tuple[str | int, ...], Cue]]:
    return [
        *(
            (("acts", a, "cues", c), cue)
            for a, act in enumerate(show.acts)
            for c, cue in enumerate(act.cues)
        ),
        *((("hot", h), cue) for h, cue in enumerate(show.hot)),
    ]


def _check_numbers(show: Show, checking: Checking) -> None:
    first: dict[str, int] = {}
    for path, cue in _cues(show):
        place = checking.document.place(*path, "cue")
        if cue.cue in first:
            checking.error(
                (*path, "cue"),
                "duplicate-number",
                f"cue {cue.cue!r} a second time",
                f"first on line {first[cue.cue]}; numbers are unique in the show",
            )
        first.setdefault(cue.cue, place.line)


def _check_asks(show: Show, checking: Checking) -> None:
    """The host of a rehearsal asks for answers that there are."""
    if "id" in checking.document.lost:
        return  # an answer that cannot be read might be the one
    ids = answer_ids(show)
    for position, wanted in enumerate(show.rehearsal.host.asks):
        path = ("rehearsal", "host", "asks", position)
        checking.known(path, wanted, ids, "answer", "unknown-answer")


def _check_models(show: Show, checking: Checking) -> None:
    """A language model is asked at a listed host only."""
    for path, cue in _cues(show):
        if cue.dialogue and cue.dialogue.model:
            place = (*path, "dialogue", "model", "endpoint")
            check_address(place, cue.dialogue.model.endpoint, show.hosts, checking)


def _check_robot(show: Show, checking: Checking) -> None:
    robot = checking.materials.robot
    has = {
        "voice": True,  # where the robot has none, the show computer speaks
        "arms": robot.joint("left_shoulder_pitch") is not None,
        "head": robot.joint("head_yaw") is not None,
        "waist": robot.joint("waist_yaw") is not None,
        "legs": robot.joint("left_knee") is not None or robot.locomotion is not Support.NONE,
        "hands": robot.hands is not Support.NONE,
    }
    for position, need in enumerate(show.robot.needs):
        place, lacks = ("robot", "needs", position), f"{robot.model} has no {need}"
        if has[need]:
            continue
        if robot.leaves_out and need in PARTS:
            hint = "look at it in the rehearsal, or choose another robot"
            checking.warning(place, "robot-lacks", f"{lacks}: what it does is done without", hint)
        else:
            hint = "choose another robot, or change the show"
            checking.error(place, "robot-lacks", lacks, hint)


def _check_follows(show: Show, checking: Checking) -> None:
    """The last cue has none to go on to, and neither has a hot one."""
    rundown = [(path, cue) for path, cue in _cues(show) if path[0] == "acts"]
    for path, cue in (*rundown[-1:], *((("hot", h), cue) for h, cue in enumerate(show.hot))):
        if cue.continue_ in ("auto_continue", "auto_follow"):
            what = "a hot cue goes on to nothing" if path[0] == "hot" else "no cue comes after this"
            checking.error((*path, "continue"), "follows-nothing", what, "leave its continue out")


def _check_together(show: Show, checking: Checking) -> None:
    """Cues that start together by themselves must not need the same thing."""
    held: dict[Resource, str] = {}
    for path, cue in _cues(show):
        if path[0] == "hot":
            break
        claims = cue.claims(checking.materials)
        waits = cue.takes_over or cue.pre_wait
        if older := [held[resource] for resource in Resource if resource in held.keys() & claims]:
            both = frozenset(resource for resource in claims if held.get(resource) == older[0])
            if not waits:
                checking.error(
                    (*path, "cue"),
                    "claimed-twice",
                    f"this starts together with cue {older[0]!r}, and both need {in_words(both)}",
                    f"let cue {older[0]!r} continue: auto_follow, or give this a pre_wait",
                )
        if cue.continue_ == "auto_continue":
            held |= dict.fromkeys(claims, cue.cue)
        else:
            held = {}


def _check_times(show: Show, checking: Checking) -> None:
    """Times as estimated; `plan` measures them."""
    lengths = Estimated(checking.materials)
    planned = rundown(show, checking.materials, lengths)
    check_fixed_met(show, planned, checking)
    coming = iter(planned.cues)
    for a, act in enumerate(show.acts):
        cues = tuple(islice(coming, len(act.cues)))
        if act.at_most is None:
            continue
        length = cues[-1].planned.end_ns - cues[0].planned.start_ns
        if length > act.at_most:
            checking.error(
                ("acts", a, "at_most"),
                "act-too-long",
                f"{act.act!r} takes about {format_clock(length)} of {format_duration(act.at_most)}",
                "shorten it, or give it more",
            )
    for path, cue in _cues(show):
        cue.check_times(path, cue, lengths, checking)
        if cue.speak:
            _check_gestures((*path, "speak"), cue, cue.speak.text, checking)
        if cue.speak and cue.move:
            line = cue.speak.length_ns(cue, lengths)
            motion = lengths.shortest_motion_ns(cue.move.motion)
            if line > motion:
                checking.warning(
                    (*path, "speak"),
                    "longer-than-motion",
                    f"the line takes about {format_clock(line)}, its motion {format_clock(motion)}",
                    "shorten the line, or choose a longer motion",
                )


def _check_gestures(path: Path_, cue: Cue, text: str, checking: Checking) -> None:
    """Note gestures of one line that come so close that the later one would not be taken."""
    lengths = Estimated(checking.materials)
    marks = [mark for mark, _ in split_marks(text)[1] if mark in cue.gestures]
    for mark, later in pairwise(marks):
        motions = cue.gestures[mark], cue.gestures[later]
        first, second = (claims_of(*checking.materials.manifests(name)) for name in motions)
        ends = lengths.mark_ns(text, mark) + lengths.motion_ns(motions[0])
        begins = lengths.mark_ns(text, later)
        if first & second and begins < ends:
            checking.problems.warning(
                checking.document.place_in(rf"\[mark:\s*{re.escape(later)}\b", *path),
                "gestures-overlap",
                f"{later!r} begins about {format_clock(ends - begins)} before {mark!r} ends, "
                f"and both need {in_words(first & second)}",
                "move the marks apart, or leave one out",
            )


def answer_ids(show: Show) -> list[str]:
    """The names of all scripted answers, in order."""
    dialogues = [cue.dialogue for _, cue in _cues(show) if cue.dialogue]
    return [answer.id for dialogue in dialogues for answer in dialogue.answers]


def all_lines(show: Show) -> list[str]:
    """Every line that can be spoken, in order, each once."""
    return list(dict.fromkeys(chain.from_iterable(cue.lines() for _, cue in _cues(show))))


def lines_within(show: Show, voice_latency_ns: int = 0) -> dict[str, int]:
    """The lines that have to fit into a time, and the shortest such time, nanoseconds.

    A robot that says one thing at a time is told the next one as much earlier as it is late.
    """
    found: dict[str, int] = {}
    for text, time_ns in chain.from_iterable(cue.within() for _, cue in _cues(show)):
        within_ns = time_ns - voice_latency_ns
        found[text] = min(within_ns, found.get(text, within_ns))
    return found


def _texts(show: Show) -> list[str]:
    """All that can be spoken or shown."""
    return [*all_lines(show), *chain.from_iterable(cue.shows() for _, cue in _cues(show))]


def all_motions(show: Show) -> list[str]:
    """Every motion that can be made, as the show names them, in order, each once."""
    return list(dict.fromkeys(chain.from_iterable(cue.motions() for _, cue in _cues(show))))

"""What cues need besides the robot, and what is known to be wrong with it, without waiting."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from moderator.cues.action import Action
from moderator.cues.cue import Cue
from moderator.engine.parts import Parts
from moderator.knowledge.template import facts_in, names_in
from moderator.outputs.message import Address, OscAddress
from moderator.robot import Check, Support
from moderator.show.rundown import Called

_GREEN = {
    "motions": "they are loaded",
    "lines": "they lie rendered, or can be",
    "voice": "it is the one asked for",
    "sources": "they answer",
    "sound": "nothing is known to be wrong",
    "files": "they are there",
    "hearing": "whatever listens hears",
    "devices": "nothing is known to be wrong",
}


@dataclass(frozen=True)
class Need:
    """One thing that an action needs.

    Attributes:
        check: the name of its check.
        vital: whether nothing is left of the action without it.
        wrong: says what is known to be wrong with it; empty when nothing is.
    """

    check: str
    vital: bool
    wrong: Callable[[], str]


class Supplies:
    """Everything that cues need besides the robot.

    Args:
        parts: the run's parts, each of which says what it knows to be wrong with itself.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._needs: dict[str, tuple[Cue, tuple[tuple[Need, ...], ...]]] = {}

    def checks(self, cues: Sequence[Called]) -> tuple[Check, ...]:
        """The named checks of cues that start together, each name once."""
        wrong: dict[str, list[str]] = {}
        for called in cues:
            for need in (need for action in self._of(called) for need in action):
                wrong.setdefault(need.check, []).append(need.wrong())
        return tuple(
            Check(name, not any(whys), _in_a_line(whys) or _GREEN[name])
            for name, whys in wrong.items()
        )

    def why_not(self, cues: Sequence[Called]) -> str:
        """Why nothing at all that cues would do can be done; empty when some of it can.

        Also empty where the show has a rule for such a cue that is not to hold.
        """
        whys = []
        for called in cues:
            for action in self._of(called):
                why = next((f"{n.check}: {w}" for n in action if n.vital and (w := n.wrong())), "")
                if not why or called.on_failure != "hold":
                    return ""
                whys.append(why)
        return _in_a_line(whys)

    def _of(self, called: Called) -> tuple[tuple[Need, ...], ...]:
        """What each action of a cue needs; worked out once, GO being in a hurry."""
        cue, needs = self._needs.get(called.number, (None, ()))
        if cue is not called.cue:  # it was revised
            needs = tuple(tuple(self._needs_of(a, called.cue)) for a in called.cue.actions())
            self._needs[called.number] = called.cue, needs
        return needs

    def _needs_of(self, action: Action, cue: Cue) -> Iterator[Need]:
        parts, sound = self._parts, lambda: self._parts.player.trouble
        for motion in action.motions(cue):
            yield Need("motions", True, partial(self._wrong_with_motion, motion))
        must = tuple(action.must_say())
        lines = tuple(action.lines())
        for line in lines:
            vital = line in must
            yield Need("lines", vital, partial(parts.speaker.wrong_with, line))
            yield Need("voice", False, partial(parts.speaker.stands_in, line))
            if names := tuple(filter(parts.knowledge.is_live, names_in(line))):
                yield Need("sources", vital, partial(parts.knowledge.wrong_with, names))
                yield Need("sources", False, partial(parts.knowledge.too_old, names))
        for text in action.shows():
            if names := tuple(filter(parts.knowledge.is_live, facts_in(text))):
                yield Need("sources", True, partial(parts.knowledge.wrong_with, names))
        if lines and parts.materials.robot.voice is Support.NONE:
            yield Need("sound", bool(must), sound)
        if action is cue.dialogue:  # the keyboard hears in any case
            yield Need("hearing", False, lambda: parts.ears.trouble)
        for file in action.sounds():
            yield Need("files", True, partial(parts.materials.wrong_with_sound, file))
            yield Need("sound", True, sound)
        for device in action.devices():
            address = parts.materials.devices[device].address
            if not isinstance(address, OscAddress):  # of one that takes OSC nobody can know
                yield Need("devices", True, partial(self._wrong_with_device, device, address))

    def _wrong_with_device(self, name: str, address: Address) -> str:
        why = self._parts.outputs.trouble(address)
        return f"{name} {why}" if why else ""

    def _wrong_with_motion(self, asked: str) -> str:
        motions = self._parts.materials.motions
        missing = [name for name in motions.variants(asked) if not motions.is_compiled(name)]
        return f"{', '.join(missing)} not loaded" if missing else ""


def _in_a_line(whys: Sequence[str]) -> str:
    """What is wrong, each thing once."""
    return ", ".join(dict.fromkeys(filter(None, whys)))

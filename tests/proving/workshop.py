"""What all nights of one process share: motions, sounds, lengths; nothing is rendered."""

from functools import cache
from pathlib import Path

from tests.sounds import silence

from moderator.cli.wiring import Prepared
from moderator.cues.materials import Materials
from moderator.document import Problems
from moderator.knowledge.facts import Facts
from moderator.motion.library import GESTURES, Library
from moderator.people import people_class
from moderator.robot.registry import robot_class
from moderator.show.checks import all_lines
from moderator.show.lengths import Measured
from moderator.show.lines import Ready
from moderator.show.load import Loaded
from moderator.show.model import Show
from moderator.show.rundown import rundown
from moderator.values.sound import Sound
from moderator.voice.line import split_marks
from moderator.voice.words import estimate_ns

FORUM = Path(__file__).parents[2] / "scripts" / "open-cooperation-forum"


class Mute:
    """Renders nothing: a line is as long as it is estimated to be."""

    trouble = standing_in = ""

    def render(self, line):
        """As the renderer does."""
        return _sound(line.text)

    def close(self):
        """Nothing is open."""


class Workshop:
    """Makes shows ready as the command line does, without files and processes.

    Args:
        folder: where the sounds of shows lie; it is made.
    """

    def __init__(self, folder: Path):
        self.sounds_in(folder)
        self._folder = folder
        self._motions = Library(FORUM / "motions", GESTURES)
        for name in self._motions:
            self._motions.compile(name)
        self.people = people_class("simulated")
        self._robot = robot_class("simulator").capabilities({})

    def sounds_in(self, folder):
        """Put the sounds that shows play into a folder."""
        silence(folder / "short.wav", 3)
        silence(folder / "long.wav", 40)

    def prepared(self, written):
        """A show that is ready to be run.

        Args:
            written: as its YAML file would have it.
        """
        show = Show.model_validate(written)
        materials = Materials(
            folder=self._folder,
            people=show.people,
            spots=show.spots,
            devices=show.devices,
            facts=Facts(),
            motions=self._motions,
            voice=show.defaults.voice.settings(),
            lexicon={},
            robot=self._robot,
        )
        ready = {text: _ready(text) for text in all_lines(show) if "{" not in text}
        lengths = Measured(materials, {text: line.sound for text, line in ready.items()})
        loaded = Loaded(self._folder / "show.yaml", Problems(), show, materials)
        return Prepared(loaded, Mute(), ready, rundown(show, materials, lengths))


@cache
def _ready(text):
    words, _ = split_marks(text)
    return Ready(words, words, (), _sound(text))


@cache
def _sound(text):
    words, marks = split_marks(text)
    lasts = estimate_ns(words, 160)
    at = tuple((mark, round(lasts * place / len(words))) for mark, place in marks)
    return Sound(Path("mute.wav"), lasts, words, at)

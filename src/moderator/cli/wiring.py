"""From a loaded show to the parts of a run."""

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from moderator.cli.sources import Date, sampled
from moderator.cues.materials import Materials
from moderator.engine.book import Book, Edition
from moderator.engine.clock import ShowClock, Wall
from moderator.engine.live_facts import live_facts
from moderator.engine.parts import Parts
from moderator.engine.programme import Programme
from moderator.engine.speakers import Speakers
from moderator.engine.speaking import Speaker
from moderator.engine.timekeeper import Timekeeper
from moderator.engine.variants import Variants
from moderator.errors import CannotStart
from moderator.hearing import Ears, Listener
from moderator.hearing.gate import Gate
from moderator.journal.journal import Journal
from moderator.knowledge import mandarin
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.model import Model
from moderator.knowledge.sources.source import Live
from moderator.outputs.messages import Outputs
from moderator.people import People
from moderator.robot import Robot
from moderator.show.lengths import Measured
from moderator.show.lines import Ready, render_lines
from moderator.show.load import Loaded
from moderator.show.music import music_rendering
from moderator.show.rundown import Rundown, rundown
from moderator.show.script.checks import approved
from moderator.values.chance import Chance
from moderator.voice.master import Master
from moderator.voice.play import Player
from moderator.voice.render import Progress, Renderer, Renders


@dataclass(frozen=True)
class Prepared:
    """A show whose lines lie rendered and whose times are measured.

    Attributes:
        loaded: the show.
        renderer: rendered its lines, and renders those with live facts.
        ready: the lines.
        rundown: its cues with measured times.
    """

    loaded: Loaded
    renderer: Renderer
    ready: Mapping[str, Ready]
    rundown: Rundown


def prepare(loaded: Loaded, renderer: Renderer, progress: Progress | None = None) -> Prepared:
    """Render a sound show's lines and measure its times; the caller closes the renderer.

    Raises:
        NoSpeechEngine, SpeechFailed, CannotWrite: as the renderer.
    """
    try:
        return laid_out(loaded, renderer, progress)
    except BaseException:
        renderer.close()
        raise


def laid_out(loaded: Loaded, renderer: Renderer, progress: Progress | None = None) -> Prepared:
    """The same, with a renderer that stays open whatever happens."""
    assert loaded.show is not None
    assert loaded.materials is not None
    music = music_rendering(loaded.show, loaded.materials)
    ready = render_lines(loaded.show, loaded.materials, renderer, progress)
    music.result()
    if any(line.language == "zh" for line in ready.values()):
        mandarin.load()
    lengths = Measured(loaded.materials, {text: line.sound for text, line in ready.items()})
    return Prepared(loaded, renderer, ready, rundown(loaded.show, loaded.materials, lengths))


def assemble(
    prepared: Prepared,
    robot: Robot,
    people: People,
    player: Player,
    outputs: Outputs,
    chance: Chance,
    journal: Callable[[Callable[[], int]], Journal],
    *,
    first: int = 0,
    live: bool = False,
    wall: Wall = datetime.now,
    renders: Renders | None = None,
    outside: Callable[[Materials, Date], Live] = sampled,
    asked: Callable[[Live], Live] = lambda live: live,
    listeners: Sequence[Listener] = (),
    gate: Gate | None = None,
    model: Model | None = None,
) -> Parts:
    """Put the parts of a run together; call it on the loop that runs the show.

    Args:
        prepared: the show.
        robot: the robot.
        people: the humans.
        player: sound on the show computer.
        outputs: lights, screens, sound desks.
        chance: random streams.
        journal: begins the record, given what tells the show's time.
        first: position of the cue that is on standby first.
        live: whether the date is the real one.
        wall: the real clock.
        renders: renders lines with live facts; the show's renderer when left out.
        outside: makes the show's own sources; they say their samples when left out.
        asked: through what live facts are asked; directly when left out.
        listeners: what hears the host, beside the people and text from elsewhere.
        gate: tells what the hall sounds like; nothing does when left out.
        model: asks a language model; none is asked when left out.
    """
    show, materials = prepared.loaded.show, prepared.loaded.materials
    assert show is not None
    assert materials is not None
    first_ns = prepared.rundown.cues[first].planned.start_ns
    clock = ShowClock(show.starts, live=live, first_ns=first_ns, wall=wall)
    time = Timekeeper(prepared.rundown, clock)
    master = Master(player)
    book = Book(Edition(show, materials, prepared.ready))
    programme = Programme(book, clock, time)
    own = outside(materials, clock.date)
    live_now = asked({**live_facts(clock, programme, robot.state), **own})
    knowledge = Knowledge(materials.facts, live_now, clock.date, model)
    record = journal(clock.now_ns)
    record.heed(programme.note)
    gate = gate or Gate()
    gate.warn = lambda what: record.write("warning", what=what)
    speakers = Speakers(prepared.rundown)
    record.heed(speakers.note)
    variants = Variants(materials.motions, chance)
    return Parts(
        book=book,
        robot=robot,
        people=people,
        speaker=Speaker(
            book,
            renders or prepared.renderer,
            robot,
            master,
            knowledge,
            variants,
        ),
        player=master,
        outputs=outputs,
        knowledge=knowledge,
        journal=record,
        clock=clock,
        time=time,
        speakers=speakers,
        programme=programme,
        chance=chance,
        variants=variants,
        ears=Ears(listeners, lambda what: record.write("warning", what=what)),
        gate=gate,
        words=lambda: approved(book.show, book.materials, needed=live),
    )


def keep_what_is_ready() -> None:
    """Look through what is made ready by now once, so that no pause for it comes in the show."""
    gc.collect()
    gc.freeze()


def first_position(prepared: Prepared, number: str | None) -> int:
    """The position of the cue to begin at.

    Raises:
        CannotStart: it is not in the rundown.
    """
    if number is None:
        return 0
    called = prepared.rundown.find(number)
    if called is None or called.position < 0:
        raise CannotStart(f"there is no cue {number} in the rundown", "see: moderator plan SHOW")
    return called.position

"""A show on a bench: real parts, people that a test drives, and a robot that tells what it heard.

show = await on_stage(\"\"\"
  - {cue: "1", wait: 5s}
\"\"\")
await show.go(expecting="1")
"""

import asyncio
import textwrap
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from moderator.cli.sources import sampled
from moderator.cli.wiring import assemble, first_position, keep_what_is_ready, prepare
from moderator.engine.conductor import Conductor
from moderator.engine.orders import Verb
from moderator.engine.session import open_show
from moderator.journal.journal import Journal
from moderator.outputs.messages import RecordedOutputs
from moderator.people import Asked, Decision, People, PeopleSetup, people_class
from moderator.robot import Grade, RobotSetup
from moderator.show.load import load
from moderator.values.chance import Chance
from moderator.voice.play import NullPlayer
from moderator.voice.render import Renderer
from moderator_simulator.robot import KinematicRobot

HEAD = """\
show: A show on the bench
starts: 2025-09-10T14:00+08:00
robot: {name: Kuafu, needs: [voice, arms]}
people:
  host: {name: the moderator, is: moderator}
  ji: {name: Ji Pengfei, office: General Manager}
"""


@dataclass(frozen=True)
class Heard:
    """A command that reached the robot."""

    at_s: float
    what: str


class ListeningRobot(KinematicRobot):
    """The simulated robot, which keeps what it is told to do."""

    def __init__(self, setup):
        super().__init__(setup)
        self.heard = []

    def hear(self, what):
        self.heard.append(Heard(asyncio.get_running_loop().time(), what))

    def play(self, motion):
        self.hear(f"play {motion.manifest.name}")
        return super().play(motion)

    def follow(self, trajectory):
        self.hear("follow")
        return super().follow(trajectory)

    def say(self, sound):
        self.hear("say")
        return super().say(sound)

    def stop(self, grade):
        self.hear(f"stop {grade.value}")
        return super().stop(grade)

    async def activate(self):
        self.hear("activate")
        await super().activate()

    @property
    def told(self):
        return [heard.what for heard in self.heard]


class DrivenPeople(People):
    """People who do what a test says."""

    def __init__(self, setup=None):
        super().__init__(setup or PeopleSetup())
        self.comes_after_s = 1.0
        self.talks = asyncio.Event()
        self.questions = asyncio.Queue()
        self.decisions = asyncio.Queue()
        self.drafts = []
        self.confirms = True

    async def call(self, standby):
        await asyncio.Event().wait()

    async def walk_on(self, talk, within_ns):
        if self.comes_after_s is None:
            await asyncio.sleep(within_ns / 1e9)
            return False
        await asyncio.sleep(self.comes_after_s)
        return True

    async def talk(self, talk):
        await self.talks.wait()
        return "applause"

    async def ask(self, turn):
        text = await self.questions.get()
        return None if text is None else Asked(text, "test")

    async def approve(self, draft):
        self.drafts.append(draft)
        word = await self.decisions.get()
        return word if isinstance(word, Decision) else Decision(word, "operator")

    async def confirm(self, inquiry):
        if self.confirms is None:
            await asyncio.Event().wait()
        await asyncio.sleep(1.0)
        return Decision(self.confirms, "operator")


class OnStage:
    """A show that is on standby, and whoever calls it."""

    def __init__(self, parts, conductor, feed):
        self.parts = parts
        self.conductor = conductor
        self.robot = parts.robot
        self.people = parts.people
        self._feed = feed
        self._entries = []

    async def go(self, expecting=None, origin="test"):
        return await self.conductor.order(Verb.GO, origin, expecting)

    async def order(self, verb, cue=None, words=""):
        return await self.conductor.order(Verb(verb), "test", cue, words=words)

    async def hold(self):
        return await self.order("hold")

    async def resume(self):
        return await self.order("resume")

    async def hot(self, cue):
        return await self.order("hot", cue)

    def stop(self, grade=Grade.RELAX):
        return self.conductor.stop(grade, "test")

    async def after(self, seconds):
        await asyncio.sleep(seconds)

    async def until(self, kind, cue=None, *, within_s=7200.0, **data):
        """Wait for an entry of the record; returns it."""
        loop = asyncio.get_running_loop()
        limit = loop.time() + within_s
        while not (found := self.entries(kind, cue, **data)):
            assert loop.time() < limit, f"no {kind} of {cue} {data}"
            await asyncio.sleep(0.01)
        return found[-1]

    async def until_state(self, state, within_s=7200.0):
        async with asyncio.timeout(within_s):
            while self.state != state:
                await self.conductor.turned()

    def entries(self, kind=None, cue=None, **data):
        """The entries of the record so far."""
        self._entries += self._feed.take()
        return [
            entry
            for entry in self._entries
            if kind in (None, entry.kind)
            and cue in (None, entry.cue)
            and all(entry.data.get(key) == value for key, value in data.items())
        ]

    def cues(self, kind):
        """The numbers of the cues that have such entries, in order."""
        return [entry.cue for entry in self.entries(kind)]

    def outcomes(self):
        """How each cue ended, by number, in the order in which they did."""
        return {entry.cue: entry.data["outcome"] for entry in self.entries("cue_ended")}

    def starts(self):
        """When each cue started, seconds, by number."""
        return {entry.cue: entry.at_s for entry in self.entries("cue_started")}

    @property
    def state(self):
        return self.conductor.lifecycle.now.value

    @property
    def standby(self):
        standby = self.conductor.standby()
        return standby.cue if standby else None

    @property
    def running(self):
        return [called.number for called in self.conductor.running()]

    @property
    def now(self):
        return self.parts.clock.now_ns() / 1e9


def written(folder, cues, head="", hot=""):
    """Write a show's file; returns its folder."""
    folder.mkdir(exist_ok=True)
    text = HEAD + textwrap.dedent(head).strip() + "\nacts:\n  - act: One\n    cues:\n"
    text += textwrap.indent(textwrap.dedent(cues).strip(), "      ") + "\n"
    if hot:
        text += "hot:\n" + textwrap.indent(textwrap.dedent(hot).strip(), "  ") + "\n"
    (folder / "show.yaml").write_text(text, encoding="utf-8")
    return folder


def prepared(folder, config=None):
    """A show, loaded and rendered."""
    loaded = load(str(folder), "simulator", config)
    assert loaded.sound, "\n".join(map(str, loaded.problems))
    return prepare(loaded, Renderer())


def assembled(show, out, *, robot=ListeningRobot, people=None, faults=(), config=None, seed=1,
              first=0, player=None, outputs=None, journal=None, live=False, renders=None,
              asked=lambda facts: facts, outside=sampled, listeners=()):  # fmt: skip
    """The parts of a run, on the running loop."""
    chance = Chance(seed)
    if live:
        keep_what_is_ready()
    return assemble(
        show,
        robot(RobotSetup(config=config or {}, chance=chance, faults=tuple(faults))),
        people or DrivenPeople(),
        player or NullPlayer(),
        outputs or RecordedOutputs(),
        chance,
        journal or (lambda clock: Journal.create(out, clock)),
        first=first,
        live=live,
        renders=renders,
        outside=outside,
        asked=asked,
        listeners=listeners,
    )


def simulated_people(show, seed):
    """The people of a rehearsal."""
    return people_class("simulated")(PeopleSetup(show.loaded.show.rehearsal, Chance(seed)))


@asynccontextmanager
async def raised(tmp_path: Path):
    """What brings shows to standby, and ends them."""
    async with AsyncExitStack() as stack:

        async def raise_(cues, *, head="", hot="", first=None, out=None, **options):
            folder = written(tmp_path / "show", cues, head, hot)
            show = prepared(folder, options.get("config"))
            stack.callback(show.renderer.close)
            position = first_position(show, first)
            parts = assembled(show, out or tmp_path / "out", first=position, **options)
            feed = parts.journal.follow(limit=1_000_000)
            stack.enter_context(parts.journal)
            conductor = Conductor(parts, position)
            await stack.enter_async_context(open_show(parts, "fingerprint", conductor))
            return OnStage(parts, conductor, feed)

        yield raise_

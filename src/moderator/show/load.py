"""From a file to a checked show."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from moderator.cues.checking import Checking, unusable
from moderator.cues.files import folder_of
from moderator.cues.materials import Materials
from moderator.cues.voices import voices
from moderator.document import Document, Problems, read_document, salvaged, validated
from moderator.errors import CannotStart
from moderator.knowledge.facts import Fact, Facts
from moderator.knowledge.sheet import read_facts
from moderator.motion.library import Library, library
from moderator.robot.registry import robot_class
from moderator.show.checks import check_show, lines_within
from moderator.show.fingerprint import fingerprint
from moderator.show.model import Show
from moderator.show.script.recordings import read_recordings
from moderator.show.sharing import NO_DRAFTS, SHOW_FILE, shared_folder, take_shared
from moderator.show.sources import plans
from moderator.show.talks import bind_talks
from moderator.values.language import language_of
from moderator.values.quantity import KINDS

_STAND_INS = {"show": "this show", "starts": "2000-01-01T00:00Z", "robot": "the robot"}
"""Put for what cannot be read of a show, while the rest of it is checked."""


@dataclass(frozen=True)
class Loaded:
    """A show that was read, with all its problems.

    Attributes:
        path: the show file.
        problems: everything found; with an error in it the show cannot be run.
        show: what is written; None when it cannot be read.
        materials: what it refers to; None likewise.
        drafts: what was read instead of files.
        document: all that is written, with where it stands.
    """

    path: Path
    problems: Problems
    show: Show | None
    materials: Materials | None
    drafts: Mapping[Path, str] = field(default_factory=dict)
    document: Document | None = None

    @property
    def sound(self) -> bool:
        """Whether it can be run."""
        return self.show is not None and not self.problems.errors

    def fingerprint(self) -> str:
        """A hash over every file that the show is made of, 16 hexadecimal digits."""
        assert self.show is not None
        assert self.materials is not None
        return fingerprint(self.path, self.show, self.materials, self.drafts)


def show_file(named: str) -> Path:
    """The show file that a person means by a folder or a file.

    Raises:
        CannotStart: there is none.
    """
    path = Path(named)
    try:
        if path.is_dir():
            path = path / SHOW_FILE
            if not path.exists():
                raise CannotStart(f"there is no {SHOW_FILE} in {named}", "name a show's folder")
        elif not path.exists():
            raise CannotStart(f"there is no show {named}", "name a show's folder or its YAML file")
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        hint = "let yourself into its folder, or name another show"
        raise CannotStart(f"cannot read {named}: {why}", hint) from error
    return path


def load(
    named: str,
    robot: str,
    config: Mapping[str, object] | None = None,
    drafts: Mapping[Path, str] = NO_DRAFTS,
) -> Loaded:
    """Read and check a show.

    Args:
        named: its folder or file, as the user names it.
        robot: the installed robot it is checked against.
        config: the robot's settings.
        drafts: what is to stand in the show's file, or that of the one it shares from, instead of
            what does.

    Raises:
        CannotStart: there is no such show or robot, or it cannot be read.
    """
    path = show_file(named)
    capabilities = robot_class(robot).capabilities(config or {})
    problems = Problems()
    document = read_document(path, os.fspath(path), problems, drafts.get(path))
    if _is_sheet(document):
        beside = path.parent / SHOW_FILE
        hint = str(beside) if beside.is_file() else "a show's folder or its YAML file"
        raise CannotStart(f"{path} is a facts sheet, no show", f"name the show: {hint}")
    shares = take_shared(document, problems, drafts)
    numbers = tuple(_numbers(document))
    written = validated(Show, document, problems)
    show = written
    if show is None:
        show, document = salvaged(Show, document, _STAND_INS)
    if show is None:
        return Loaded(path, problems, None, None)
    usual = show.defaults.voice
    materials = Materials(
        folder=path.parent,
        people=show.people,
        spots=show.spots,
        devices=show.devices,
        facts=replace(
            _facts(show, (path.parent, shares), document, problems), people=_said_of_people(show)
        ),
        motions=library(path.parent, shares),
        voice=usual.settings(folder_of(usual.neural or "", path.parent, shares)),
        lexicon=show.lexicon,
        robot=capabilities,
        voices=voices(show.voices, path.parent, shares),
        sources=plans(show.sources),
        language=language_of(show.show),
        shares=shares,
        recordings=read_recordings(path.parent, problems),
        within=lines_within(show, capabilities.voice_latency_ns),
    )
    bind_talks(show, materials)
    checking = Checking(materials, numbers, document, problems)
    check_show(show, checking)
    return Loaded(path, problems, written, materials, drafts, document)


def motions_of(named: str) -> Library:
    """The motions that a show can name, without reading more of it than that takes.

    Raises:
        CannotStart: there is no such show, or it cannot be read.
    """
    path = show_file(named)
    document = read_document(path, os.fspath(path), Problems())
    return library(path.parent, shared_folder(document))


def _facts(
    show: Show, folders: tuple[Path, Path | None], document: Document, problems: Problems
) -> Facts:
    if show.facts is None:
        return Facts(readable="facts" not in document.lost)
    folder = folder_of(show.facts, *folders)
    if told := unusable(folder, show.facts):
        problems.error(document.place("facts"), *told)
        return Facts(readable=False)
    sheet = folder / show.facts
    return read_facts(sheet, os.fspath(sheet), problems)


def _said_of_people(show: Show) -> dict[str, Fact]:
    """What lines say of the show's people, by key: `people.ji.name`."""
    return {
        key: Fact(None, {word: Fact(value) for word, value in person.facts().items()})
        for key, person in show.people.items()
    }


def _is_sheet(document: Document) -> bool:
    """Whether a file has facts, and nothing that a show needs."""
    data = document.data
    if not isinstance(data, dict) or data.keys() & {"show", "starts", "acts"}:
        return False
    facts = [value for value in data.values() if isinstance(value, dict)]
    return len(facts) == len(data) and any(fact.keys() & set(KINDS) for fact in facts)


def _numbers(document: Document) -> Iterator[str]:
    """The number of every cue, of those too that cannot be read otherwise."""
    acts, hot = document.at("acts"), document.at("hot")
    groups = (
        [act.get("cues") for act in acts if isinstance(act, dict)] if isinstance(acts, list) else []
    )
    for cues in (*groups, hot):
        for cue in cues if isinstance(cues, list) else ():
            number = cue.get("cue") if isinstance(cue, dict) else None
            if isinstance(number, str):
                yield number

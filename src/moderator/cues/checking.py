"""What a cue's checks use: the materials, the places, and where to note a problem."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from moderator.cues.claims import Claims, Resource
from moderator.cues.materials import Materials
from moderator.document import Document, Place, Problems
from moderator.knowledge.facts import PEOPLE
from moderator.knowledge.template import names_in
from moderator.motion.blend import has_room
from moderator.motion.limits import offence
from moderator.motion.motion import Manifest
from moderator.robot.rendering import own_instead, rendered_manifest, without
from moderator.voice.line import named_voice, split_marks

Path_ = tuple[str | int, ...]

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")

_MOST_NAMES = 500
"""As many are looked through for the nearest one; more would take seconds."""


@dataclass(frozen=True)
class Checking:
    """The checks of one show.

    Attributes:
        materials: what cues may refer to.
        numbers: every cue's number, in order.
        document: the show file.
        problems: where to note a problem.
        offending: motions that were found to be beyond the robot; each is told once.
        rendered: motions of which it was told that the robot does them in another way.
        unlisted: facts that are named where the show has no sheet; only the first is told.
    """

    materials: Materials
    numbers: tuple[str, ...]
    document: Document
    problems: Problems
    offending: set[str] = field(default_factory=set)
    rendered: set[str] = field(default_factory=set)
    unlisted: list[str] = field(default_factory=list)

    def error(self, path: Path_, code: str, message: str, hint: str = "") -> None:
        """Note an error at a value."""
        self.problems.error(self.document.place(*path), code, message, hint)

    def key_error(self, path: Path_, code: str, message: str, hint: str = "") -> None:
        """Note an error at a key."""
        self.problems.error(self.document.key_place(*path), code, message, hint)

    def warning(self, path: Path_, code: str, message: str, hint: str = "") -> None:
        """Note a warning at a value."""
        self.problems.warning(self.document.place(*path), code, message, hint)

    def key_warning(self, path: Path_, code: str, message: str, hint: str = "") -> None:
        """Note a warning at a key."""
        self.problems.warning(self.document.key_place(*path), code, message, hint)

    def known(
        self,
        path: Path_,
        name: str,
        names: Iterable[str],
        what: str,
        code: str,
        *,
        at_key: bool = False,
        in_text: str | None = None,
    ) -> bool:
        """Check that a name exists; nothing is noted where the part that has it is broken.

        Args:
            path: where it is named.
            name: the name.
            names: those there are.
            what: what it names, in words.
            code: the problem's code.
            at_key: whether the name is the key there.
            in_text: a pattern that finds the name in a longer text there.
        """
        names = list(names)
        if name in names or name in self.document.lost:
            return name in names
        near = get_close_matches(name, names[:_MOST_NAMES], n=1) or [
            n for n in names if len(name) > 2 and name in n
        ]
        listed = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
        there_are = f"there are: {listed}" if names else f"no {what} is written in this show"
        hint = f"did you mean {near[0]!r}?" if near else there_are
        place = self.document.key_place if at_key else self.document.place
        told = place(*path) if in_text is None else self.document.place_in(in_text, *path)
        self.problems.error(told, code, f"there is no {what} {name!r}", hint)
        return False

    def device(self, path: Path_, key: str, name: str, *kinds: type) -> bool:
        """Check that a device exists, and whether it is of one of these kinds.

        Args:
            path: of the action that sends to it.
            key: of that action, under which it is named.
            name: the device.
            kinds: what it may be.

        Returns:
            Whether there is one of that name.
        """
        devices = self.materials.devices
        if not self.known((*path, key), name, devices, "device", "unknown-device"):
            return False
        if not isinstance(devices[name], kinds):
            what = f"{name!r} takes {devices[name].takes}"
            self.error(path, "bad-message", what, "or name another")
        return True

    def person(self, path: Path_, key: str, *, at_key: bool = False) -> bool:
        """Check that a person exists."""
        people = self.materials.people
        return self.known(path, key, people, "person", "unknown-person", at_key=at_key)

    def cue(self, path: Path_, number: str) -> bool:
        """Check that a cue exists."""
        return self.known(path, number, self.numbers, "cue", "unknown-cue")

    def line(self, path: Path_, text: str, gestures: Mapping[str, str]) -> None:
        """Check a spoken line: its facts exist, and its marks have gestures."""
        names = names_in(text)
        self.facts(path, names)
        self._dated(path, text, names)
        if text.count("{") != text.count("}"):
            self.error(path, "bad-slot", "a { without its }", "write a fact as {name}")
        if voice := named_voice(text):
            self.known(path, voice, self.materials.voices, "voice", "unknown-voice", in_text=voice)
        words, marks = split_marks(text)
        for name, _ in marks:
            if name not in gestures:
                self.problems.error(
                    self.document.place_in(rf"\[mark:\s*{re.escape(name)}\b", *path),
                    "unknown-mark",
                    f"the mark {name!r} has no gesture",
                    f"add it to the cue's gestures: {{{name}: …}}",
                )
        if "[" in words:
            self.error(path, "bad-mark", "a [ that begins no mark", "write [mark: name]")
        if not any(letter.isalnum() for letter in words):
            self.error(path, "nothing-to-say", "a line with no words", "write what is said")

    def facts(self, path: Path_, names: Sequence[str]) -> None:
        """Check that the facts which a text asks for exist."""
        facts = self.materials.facts
        known = [*facts.names(), *facts.names_of_people(), *self.materials.live] if names else []
        for name in names:
            slot = re.escape(f"{{{name}}}")
            if name.startswith(f"{PEOPLE}."):
                if not self._broken(name):
                    people = facts.names_of_people()
                    self.known(path, name, people, "fact", "unknown-fact", in_text=slot)
            elif self._unlisted(name):
                self._no_sheet(self.document.place_in(slot, *path), name)
            elif facts.readable and not self._broken(name):
                self.known(path, name, known, "fact", "unknown-fact", in_text=slot)

    def _unlisted(self, name: str) -> bool:
        """Whether a fact could only be on the sheet that the show does not name."""
        keys = ("facts", "sources")
        if any(key in self.document.lost or self.document.at(key) is not None for key in keys):
            return False
        first = name.partition(".")[0]
        elsewhere = {live.partition(".")[0] for live in self.materials.live}
        return first not in elsewhere and not self._broken(name)

    def _no_sheet(self, place: Place, name: str) -> None:
        if not self.unlisted:
            what = f"there is no fact {name!r}: the show names no facts sheet"
            self.problems.error(place, "unknown-fact", what, "add facts: facts.yaml")
        self.unlisted.append(name)

    def _broken(self, name: str) -> bool:
        """Whether facts of that name are written, and cannot be read: that is told there."""
        first, *parts = name.split(".")
        source = self.document.at("sources", first) is not None
        if first == PEOPLE:
            return bool(self.document.lost.intersection((first, *parts)))
        lost = first in self.materials.facts.broken or first in self.document.lost
        lost = lost or (source and bool(self.document.lost.intersection(parts)))
        return lost or (source and first not in self.materials.sources)

    def _dated(self, path: Path_, text: str, names: Sequence[str]) -> None:
        """Warn of a figure that is said without the time it is of."""
        if _YEAR.search(text):
            return
        for name in names:
            facts = self.materials.facts
            inputs = facts.with_inputs((name,))[1:]
            told = bool(inputs) and all(facts.period_of(each) in names for each in inputs)
            period = facts.period_of(name)
            if not told and period not in (None, *names):
                place = self.document.place_in(re.escape(f"{{{name}}}"), *path)
                what = f"{name} is said without the time that it is of"
                hint = f"say {{{period}}} in the same line"
                self.problems.warning(place, "undated-fact", what, hint)
                return

    def motion(self, path: Path_, name: str) -> None:
        """Check that a motion exists and that the robot can do it in each of its variants."""
        built_in = self.materials.robot.built_in
        variants = self.materials.motions.variants(name)
        names = [*self.materials.motions.families(), *built_in]
        if not variants and not self.known(path, name, names, "motion", "unknown-motion"):
            return
        done = own_instead(name, self.materials.robot) or name
        if done != name and done not in names:
            told = f"{name!r} is to be done as {done!r} on this robot: there is no such motion"
            self.error(path, "unknown-motion", told, "change `renderings` in the robot's config")
            return
        if done != name and name not in self.rendered:
            self.rendered.add(name)
            own = f"the robot's own {done!r}: {built_in[done].what}" if done in built_in else done
            self.warning(path, "rendering", f"{name!r} is done as {own}", "it takes its own time")
        if done not in built_in:
            for variant in self.materials.motions.variants(done):
                self._variant(path, variant)
        elif not built_in[done].cancellable:
            self.warning(
                path,
                "not-stoppable",
                f"{done!r} is the robot's own and cannot be stopped once begun",
                "rehearse the cordon",
            )

    def _parts(self, path: Path_, manifest: Manifest) -> None:
        """Warn once of a motion that the robot does without a part of the body."""
        family = manifest.name.partition(".")[0]
        told = without(manifest, self.materials.robot)
        if told and family not in self.rendered:
            self.rendered.add(family)
            hint = "look at it in the rehearsal, or choose another motion"
            self.warning(path, "rendering", f"{family!r} is done {told} on this robot", hint)

    def _variant(self, path: Path_, name: str) -> None:
        file = self.materials.motions.file(name)
        if self._outside(path, file):
            return
        manifest = self.materials.motions.manifest(name, self.problems)
        if manifest is None or name in self.offending:
            return
        self._parts(path, manifest)
        manifest = rendered_manifest(manifest, self.materials.robot)
        if why := offence(manifest, self.materials.robot.joints):
            self.offending.add(name)
            hint = f"change {file}, or name another in the robot's `renderings`"
            self.error(path, "beyond-limit", f"{name!r}: {why}", hint)
            return
        for joint in self.materials.robot.joints:
            speed = manifest.start_rad_s.get(joint.name, 0.0)
            if speed and not has_room(joint, manifest.start_rad[joint.name], speed):
                self.offending.add(name)
                why = f"{joint.name} begins at {abs(speed):.2f} rad/s and cannot come with that"
                hint = f"let it begin at rest, or away from its limit: {file}"
                self.error(path, "beyond-limit", f"{name!r}: {why}", hint)
                return

    def file(self, path: Path_, name: str) -> Path | None:
        """Check that a file lies in the show's folder, or in that which it shares from."""
        folder = self.materials.folder_of(name)
        if told := unusable(folder, name):
            self.error(path, *told)
            return None
        return folder / name

    def _outside(self, path: Path_, source: Path) -> bool:
        """Note a motion that a link takes from outside the show's folder."""
        folders = (self.materials.folder, self.materials.shares)
        ours = [folder for folder in folders if folder and source.parent == folder / "motions"]
        told = unusable(ours[0], f"motions/{source.name}") if ours else None
        if told:
            self.error(path, *told)
        return bool(told)


def unusable(folder: Path, name: str) -> tuple[str, str, str] | None:
    """What is wrong with a file that a show names: code, message, hint; None if nothing is."""
    try:
        around = folder.resolve()
        target = (around / name).resolve()
        if not target.is_relative_to(around):
            return "outside-folder", f"{name!r} leaves the show's folder", "copy the file into it"
        if target.is_file():
            return None
        if target.is_dir():
            return "no-such-file", f"{name!r} is a folder", "name a file in it"
        if target.exists():
            what = f"{name!r} is a pipe or a device"
            return "no-such-file", what, "name a file"
        beside = target.parent if target.parent.is_dir() else around
        names = [str(path.relative_to(around)) for path in islice(beside.iterdir(), _MOST_NAMES)]
    except (OSError, ValueError, RuntimeError):  # too long a name; a circle of links
        names = []
    near = get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "paths begin at the show's folder"
    return "no-such-file", f"there is no file {name!r}", hint


def claims_of(*manifests: Manifest) -> Claims:
    """What a motion claims, whichever of its variants is made."""
    return frozenset(Resource(name) for manifest in manifests for name in manifest.claims)

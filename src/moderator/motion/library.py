"""Finding motions by name: the show's own, and the gestures that come with every show."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from moderator.document import Place, Problems
from moderator.errors import ShowHasProblems
from moderator.motion.manifest import kept_manifest
from moderator.motion.motion import Manifest, Motion
from moderator.motion.trajectory import Trajectory
from moderator.motion.variants import family, variants_among

GESTURES = Path(__file__).parent / "gestures"
"""The folder of the gestures that come with every show."""


_COMPILED = ".compiled.npz"
"""The ending of arrays that are kept beside the file that they were worked out from."""


def motion_files(folder: Path) -> dict[str, Path]:
    """The motion files in a folder by the motion's name; of two of one name the YAML one."""
    arrays = (path for path in folder.glob("*.npz") if not path.name.endswith(_COMPILED))
    return {path.stem: path for path in (*arrays, *folder.glob("*.yaml"))}


class Library(Mapping[str, Motion]):
    """Motions by name, in order of name. A name is its file's; listing names reads no file.

    Args:
        folders: where motion files lie; an earlier folder's motion hides a later one's, `wave` with
            all its variants, `wave.2` that one alone.
    """

    def __init__(self, *folders: Path) -> None:
        self._files: dict[str, Path] = {}
        for folder in reversed(folders):
            own = motion_files(folder)
            others = {name: path for name, path in self._files.items() if family(name) not in own}
            self._files = others | own
        self._families: dict[str, list[str]] = {}
        for name in self._files:
            self._families.setdefault(family(name), []).append(name)
        self._manifests: dict[str, Manifest] = {}
        self._motions: dict[str, Motion] = {}
        self._twins: dict[str, bool] = {}
        self._meant: dict[str, list[str]] = {}
        self._compiled: set[str] = set()

    def names(self) -> list[str]:
        """Every motion's name, in order."""
        return sorted(self._files)

    def families(self) -> list[str]:
        """Every name that a show can use without a variant's number, in order."""
        return sorted(self._families)

    def variants(self, asked: str) -> list[str]:
        """The motions that a show means by a name, by number; empty where there is none.

        Args:
            asked: such as `wave` for any of its variants, `wave.2` for that one.
        """
        if asked not in self._meant:
            self._meant[asked] = variants_among(self._families.get(family(asked), ()), asked)
        return self._meant[asked]

    def file(self, name: str) -> Path:
        """The file that a motion is written in.

        Raises:
            KeyError: there is no such motion.
        """
        return self._files[name]

    def manifest(self, name: str, problems: Problems) -> Manifest | None:
        """What a motion is.

        Args:
            name: one of `names()`.
            problems: where to note what is wrong with its file.

        Returns:
            Its manifest; None when its file has an error.

        Raises:
            KeyError: there is no such motion.
            CannotStart: its file may not be read.
        """
        source = self._files[name]
        if self._has_twin(name, source):
            arrays = source.with_suffix(".npz")
            told = f"{arrays.name} is another motion of this name, and is not played"
            place = Place(str(source), 1, 1)
            problems.warning(place, "two-motions", told, "rename or delete one of them")
        if name not in self._manifests:
            manifest = kept_manifest(source)
            if manifest is None or manifest.name != name:
                manifest = _manifest(source, problems)
            if manifest is None:
                return None
            self._manifests[name] = manifest
        return self._manifests[name]

    def _has_twin(self, name: str, source: Path) -> bool:
        """Whether arrays of a YAML motion's name lie beside it; looked for once."""
        if name not in self._twins:
            twin = source.with_suffix(".npz")
            self._twins[name] = source.suffix == ".yaml" and twin.exists()
        return self._twins[name]

    def __getitem__(self, name: str) -> Motion:
        """The motion of that name, always the same one: its trajectory is compiled once.

        Raises:
            KeyError: there is none.
            ShowHasProblems: its file has an error; the first one is told.
        """
        if name not in self._motions:
            problems = Problems()
            manifest = self.manifest(name, problems)
            if manifest is None:
                raise ShowHasProblems(_first_error(problems))
            source = self._files[name]
            self._motions[name] = Motion(manifest, cache(lambda: _trajectory(source)))
        return self._motions[name]

    def compile(self, name: str) -> bool:
        """Work out a motion's trajectory, unless that was done; say whether it was done now.

        Raises:
            KeyError, ShowHasProblems: as for the motion.
        """
        if name in self._compiled:
            return False
        self[name].trajectory()
        self._compiled.add(name)
        return True

    def is_compiled(self, name: str) -> bool:
        """Whether a motion's trajectory lies worked out."""
        return name in self._compiled

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, name: object) -> bool:
        return name in self._files


def library(*show_folders: Path | None) -> Library:
    """The motions of a show, its own in `motions/` before those that come with every show.

    Args:
        show_folders: the show's folder and those that it shares from, its own first; None for none.
    """
    return Library(*(folder / "motions" for folder in show_folders if folder), GESTURES)


def _manifest(source: Path, problems: Problems) -> Manifest | None:
    if source.suffix == ".yaml":
        from moderator.motion.compile import compiled
        from moderator.motion.whole_body.kept import kept_score

        if kept := kept_score(source):
            return kept.tell(str(source), problems)
        motion = compiled(source, str(source), problems)
        return motion.manifest if motion else None
    from moderator.motion.files import read_motion

    found = read_motion(source, str(source), problems)
    return found.manifest(source.stem) if found else None


def _trajectory(source: Path) -> Trajectory:
    problems = Problems()
    if source.suffix == ".yaml":
        from moderator.motion.compile import compiled
        from moderator.motion.whole_body.kept import kept_score

        if kept := kept_score(source):
            return kept.trajectory()
        motion = compiled(source, str(source), problems)
        if motion is not None:
            return motion.trajectory
    else:
        from moderator.motion.files import read_motion

        found = read_motion(source, str(source), problems)
        if found is not None:
            return found.trajectory
    raise ShowHasProblems(_first_error(problems))


def _first_error(problems: Problems) -> str:
    return str(next(problem for problem in problems if problem.severity == "error"))

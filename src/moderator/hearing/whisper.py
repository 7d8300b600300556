"""The recogniser that is faster-whisper, where a model is on the machine already."""

import math
import os
from collections.abc import Sequence
from pathlib import Path

from typing_extensions import override

from moderator.errors import CannotStart
from moderator.hearing.held import RATE
from moderator.hearing.recogniser import Recognised, Recogniser

_MODELS = (
    "large-v3-turbo", "medium.en", "medium", "small.en", "small", "base.en", "base", "tiny.en",
    "tiny",
)  # fmt: skip
"""The best first; those of the cache that are larger are too slow for a dialogue."""

_LEAST_CONFIDENCE = 0.35
_SHORTEST_S = 0.3
_HINT = (
    "put a CTranslate2 model on this machine and name its folder, as in whisper:FOLDER; "
    "nothing is downloaded"
)


class Whisper(Recogniser):
    """Recognises anything that is said, when it has been said.

    The model is told no likely words: told of Shijingshan, tiny.en heard the GDP of Shanghai as
    Shijingshan's.

    Args:
        setting: the model's folder, or its name in the usual cache; the best one there when empty.
        questions: not used.
    """

    @override
    def __init__(self, setting: str, questions: Sequence[str]) -> None:
        # Before the library is loaded: it never asks the network.
        os.environ["HF_HUB_OFFLINE"] = "1"
        try:
            from faster_whisper import WhisperModel
        except ImportError:
            hint = "pip install 'moderator[whisper]', or use another listener"
            raise CannotStart("faster-whisper is not installed", hint) from None
        folder = _folder(setting)
        try:
            self._model = WhisperModel(
                str(folder), device="cpu", compute_type="int8", local_files_only=True
            )
        except Exception as error:
            raise CannotStart(f"{folder} is no model: {error}", _HINT) from error
        self._said: list[bytes] = []
        self._transcribed(bytes(RATE * 2))

    @override
    def take(self, block: bytes) -> None:
        self._said.append(block)

    @override
    def end(self) -> Recognised:
        said, self._said = b"".join(self._said), []
        return self._transcribed(said)

    def _transcribed(self, said: bytes) -> Recognised:
        import numpy as np

        samples = np.frombuffer(said, np.int16).astype(np.float32) / 32768
        if len(samples) < RATE * _SHORTEST_S:
            return Recognised("", 0.0)
        segments, told = self._model.transcribe(
            samples,
            beam_size=1,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        heard = list(segments)
        if not heard:
            return Recognised("", 0.0)
        sure = min(math.exp(each.avg_logprob) * (1 - each.no_speech_prob) for each in heard)
        text = " ".join(each.text.strip() for each in heard)
        return Recognised(text if sure >= _LEAST_CONFIDENCE else "", round(sure, 3), told.language)


def _folder(setting: str) -> Path:
    """Where the model is.

    Raises:
        CannotStart: there is none.
    """
    if (Path(setting) / "model.bin").is_file():
        return Path(setting)
    from faster_whisper.utils import download_model

    for name in [setting] if setting else _MODELS:
        try:
            folder = Path(download_model(name, local_files_only=True))
        except Exception:  # noqa: BLE001, S112 — whatever it is called, there is no such model
            continue
        if (folder / "model.bin").is_file():
            return folder
    what = f"there is no whisper model {setting!r}" if setting else "there is no whisper model"
    raise CannotStart(f"{what} on this machine", _HINT)

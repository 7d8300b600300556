"""Rendering one line with Piper. Loaded in the rendering process only, and run in its forks.

Every fork begins with the same noise, so that a line's sound depends on nothing said before.
"""

import re
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from piper import PiperVoice, SynthesisConfig
from piper.config import PiperConfig
from piper.voice import AudioChunk

from moderator.voice.finishing import Raw, finish
from moderator.voice.line import split_marks
from moderator.voice.neural_voice import neural_model, neural_settings
from moderator.voice.neural_words import Group, word_reports

_SEED = 1
_PEAK = 0.8  # of full scale, before anything is measured: as loud as the other engine comes
_RATE_WPM = 150
_LENGTH_AT_RATE = 1.27
_RAW_PHONEMES = re.compile(r"[\[\]]")  # Piper takes what stands in two brackets for phonemes
# The lengths of sounds: in the Piper models of VITS the one tensor that is rounded up.
_LENGTHS = re.compile(rb"Ceil_output_\d+")
_BEFORE = re.compile(rb"[\w./]*$")
_LONGEST_NAME = 100
_GRAPH, _OUTPUT, _NAME = 7, 12, 1  # fields of ModelProto, GraphProto and ValueInfoProto, onnx.proto


class NeuralVoice:
    """A loaded Piper voice.

    Args:
        voice: one that is brought, or a model's path.

    Raises:
        NoSpeechEngine: it is not there.
        RuntimeError: it does not load.
    """

    def __init__(self, voice: str) -> None:
        model = neural_model(voice)
        config = PiperConfig.from_dict(neural_settings(model))
        self._voice = PiperVoice(session=_session(model.read_bytes()), config=config)
        self._voice.phonemize("One.")  # loads what it needs for that before any fork

    def render(self, text: str, rate_wpm: int, path: Path) -> dict[str, Any]:
        """Render a line into a WAV file.

        Returns:
            As `finish`.

        Raises:
            ValueError: it cannot be said; the message says why.
            OSError: the file cannot be written.
        """
        plain, _ = split_marks(text)
        if not plain:
            raise ValueError("there are no words in it")
        length = self._voice.config.length_scale * _LENGTH_AT_RATE * _RATE_WPM / rate_wpm
        asked = SynthesisConfig(length_scale=length, normalize_audio=False)
        said = _RAW_PHONEMES.sub(" ", plain)
        chunks = list(self._voice.synthesize(said, asked, include_alignments=True))
        if not chunks:
            raise ValueError("there is nothing in it that can be said")
        samples = np.concatenate([chunk.audio_float_array for chunk in chunks]).astype(np.float64)
        samples *= _PEAK / max(np.abs(samples).max(), 1e-9)
        reports = word_reports(said, _groups(chunks), self._sounds)
        return finish(text, Raw(samples, chunks[0].sample_rate, reports), path)

    def _sounds(self, word: str) -> str:
        """The sounds of a word that is said alone."""
        return "".join(sound for part in self._voice.phonemize(word) for sound in part)


def _session(model: bytes) -> onnxruntime.InferenceSession:
    """Load a model for one thread, so that forks lack none, and have it tell the lengths of sounds.

    Piper would patch the model for that with the package onnx. Bytes of another message after a
    message of protobuf's are merged into it (protobuf.dev, "Last one wins"), and one more output
    is all that is wanted.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # It loads in 0.3 s instead of 0.7 s, and says a line as fast.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    names = {_whole_name(model, found) for found in _LENGTHS.finditer(model)}
    outputs = [_field(_GRAPH, _field(_OUTPUT, _field(_NAME, name))) for name in names]
    for more in (*outputs, b"") if len(outputs) == 1 else (b"",):
        onnxruntime.set_seed(_SEED)
        try:
            return onnxruntime.InferenceSession(
                model + more, sess_options=options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # noqa: BLE001 # onnxruntime has a type of its own for each
            failure = error
    raise RuntimeError(f"the model does not load: {failure}")


def _whole_name(model: bytes, found: re.Match[bytes]) -> bytes:
    """A tensor's name with what stands before the part that was looked for."""
    before = _BEFORE.search(model[max(0, found.start() - _LONGEST_NAME) : found.start()])
    assert before is not None
    return before.group() + found.group()


def _field(number: int, payload: bytes) -> bytes:
    """A field of protobuf's wire format whose content is bytes; both are short."""
    assert len(payload) < 128
    return bytes((number << 3 | 2, len(payload))) + payload


def _groups(chunks: list[AudioChunk]) -> list[Group]:
    """The sounds between two spaces, in order, each with the sample at which it starts."""
    groups: list[Group] = []
    begins = 0
    for chunk in chunks:
        at, fresh = begins, True
        for sound, length in _lengths(chunk):
            if sound.isspace():
                fresh = True
            elif fresh and sound.isalpha():
                groups.append(Group(sound, at))
                fresh = False
            elif not fresh:
                groups[-1] = Group(groups[-1].sounds + sound, groups[-1].sample)
            at += length
        begins += len(chunk.audio_float_array)
    return groups


def _lengths(chunk: AudioChunk) -> list[tuple[str, int]]:
    """Each sound of a sentence and how many samples it takes; alike where the model tells none."""
    if chunk.phoneme_alignments:
        return [(each.phoneme, int(each.num_samples)) for each in chunk.phoneme_alignments]
    each = len(chunk.audio_float_array) // max(len(chunk.phonemes), 1)
    return [(sound, each) for sound in chunk.phonemes]

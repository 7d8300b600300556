"""A person's recording made fit for the hall: mono, 16-bit, as loud as every rendered line."""

from pathlib import Path
from typing import Any

import numpy as np

from moderator.values.wav_header import LONGEST_S
from moderator.voice.finishing import as_pcm
from moderator.voice.loudness import levelled
from moderator.voice.sound_edges import heard_part, trimmed
from moderator.voice.wav import write_wav


def level_recording(source: Path, path: Path) -> dict[str, Any]:
    """Bring any WAV to the show's loudness and format, its silent ends cut as a line's are.

    Args:
        source: the recording; 8 to 32 bits, one channel or several.
        path: the WAV file to write; its sample rate is the recording's.

    Returns:
        `frames`, `sample_rate`, and `before`: the samples put before its first one, negative where
        some were cut off; when its words are heard is not known.

    Raises:
        ValueError: it is no sound, nothing is heard in it, or it is longer than `LONGEST_S`; the
            message says which.
        OSError: a file cannot be read or written.
    """
    import miniaudio

    try:
        told = miniaudio.wav_get_info(source.read_bytes())
        if told.duration > LONGEST_S:
            raise ValueError(f"it is longer than {LONGEST_S:g} s")
        decoded = miniaudio.decode_file(
            str(source), miniaudio.SampleFormat.FLOAT32, 1, told.sample_rate
        )
    except (miniaudio.DecodeError, miniaudio.MiniaudioError) as error:
        raise ValueError("it is not a WAV file that can be read") from error
    rate = decoded.sample_rate
    samples = np.frombuffer(decoded.samples, np.float32).astype(np.float64)
    first, end = heard_part(samples, rate)
    if first == end:
        raise ValueError("nothing is heard in it")
    samples, before = trimmed(samples, rate)
    samples = levelled(samples, rate)
    write_wav(path, as_pcm(samples), rate)
    return {"frames": len(samples), "sample_rate": rate, "before": before}

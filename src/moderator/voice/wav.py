"""Sound files as the show keeps them: mono, 16-bit."""

import wave
from pathlib import Path

SAMPLE_BYTES = 2


def read_wav(path: Path) -> tuple[bytes, int]:
    """Read a mono 16-bit WAV: its samples and its sample rate."""
    with wave.open(str(path), "rb") as file:
        return file.readframes(file.getnframes()), file.getframerate()


def write_wav(path: Path, samples: bytes, rate: int) -> None:
    """Write a mono 16-bit WAV."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(rate)
        file.writeframes(samples)

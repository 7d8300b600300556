"""How long a WAV file is, from its head alone: whole numbers, fractions and the extensible form.

Source: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991), and
Microsoft, Multiple Channel Audio Data and WAVE Files (2001), for the extensible form.
"""

import os
import struct
from pathlib import Path
from typing import BinaryIO

from moderator.values.duration import NS_PER_S

_RIFF = struct.Struct("<4sI4s")
_CHUNK = struct.Struct("<4sI")
_FORMAT = struct.Struct("<HHIIHH")
_READ = (1, 3, 0xFFFE)
"""Whole numbers, fractions, and what says which of them further on."""
_MOST_CHUNKS = 100
LONGEST_S = 600.0
"""No recording of words is longer."""


def wav_file_length_ns(path: Path) -> int:
    """The length of a WAV file, nanoseconds; its sound is not looked at.

    Raises:
        ValueError: it is no WAV file, or its sound is packed or cut off; the message says which.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_RIFF.size)
        if len(head) < _RIFF.size or (head[:4], head[8:]) != (b"RIFF", b"WAVE"):
            raise ValueError("it is no WAV file")
        return _length_ns(file, os.fstat(file.fileno()).st_size)


def _length_ns(file: BinaryIO, size: int) -> int:
    per_second = 0
    for _ in range(_MOST_CHUNKS):
        head = file.read(_CHUNK.size)
        if len(head) < _CHUNK.size:
            break
        name, length = _CHUNK.unpack(head)
        if name == b"data":
            if not per_second:
                break
            if length > size - file.tell():
                raise ValueError("it is cut off")
            return int(length) * NS_PER_S // per_second
        if name == b"fmt " and length >= _FORMAT.size:
            form = file.read(_FORMAT.size)
            if len(form) < _FORMAT.size:
                break
            tag, channels, rate, per_second, _, bits = _FORMAT.unpack(form)
            if tag not in _READ or not bits or per_second != rate * channels * ((bits + 7) // 8):
                raise ValueError("its sound is packed; save it as plain PCM")
            length -= _FORMAT.size
        file.seek(length + length % 2, os.SEEK_CUR)
    raise ValueError("it has no sound in it")

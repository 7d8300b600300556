import struct
import wave

import pytest

from moderator.values.wav_header import wav_file_length_ns

EXTENSIBLE = struct.pack("<HHI", 22, 24, 0) + bytes(16)


def chunk(name, data):
    return struct.pack("<4sI", name, len(data)) + data + bytes(len(data) % 2)


def riff(*chunks):
    body = b"WAVE" + b"".join(chunks)
    return struct.pack("<4sI", b"RIFF", len(body)) + body


def form(tag=1, channels=2, rate=48_000, bits=24, more=b""):
    wide = channels * bits // 8
    return chunk(
        b"fmt ", struct.pack("<HHIIHH", tag, channels, rate, rate * wide, wide, bits) + more
    )


@pytest.mark.parametrize(("width", "channels"), [(1, 1), (2, 2), (3, 1), (4, 2)])
def test_the_length_is_that_which_the_library_reads(tmp_path, width, channels):
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, width, 8000, 0, "NONE", ""))
        file.writeframes(bytes(width * channels * 12_000))
    assert wav_file_length_ns(path) == 1_500_000_000


@pytest.mark.parametrize("head", [form(0xFFFE, more=EXTENSIBLE), form(3, bits=32), form()])
def test_forms_that_recorders_write_are_read_past_what_else_they_write(tmp_path, head):
    seconds = b"\0" * (48_000 * 2 * (4 if head[22:24] == b"\x20\0" else 3))
    path = tmp_path / "a.wav"
    path.write_bytes(
        riff(chunk(b"bext", b"odd"), head, chunk(b"LIST", b""), chunk(b"data", seconds))
    )
    assert wav_file_length_ns(path) == 1_000_000_000


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no WAV file"),
        (b"ID3\x04" + bytes(40), "no WAV file"),
        (riff(form()), "no sound"),
        (riff(chunk(b"data", b"\0" * 8)), "no sound"),
        (riff(chunk(b"fmt ", b"\1\0")), "no sound"),
        (riff(form(2, bits=4), chunk(b"data", b"\0" * 8)), "packed"),
        (riff(form(bits=0), chunk(b"data", b"\0" * 8)), "packed"),
        (riff(form(), chunk(b"data", b"\0" * 600))[:-100], "cut off"),
        (riff(form()) + struct.pack("<4sI", b"junk", 0xFFFFFFFF), "no sound"),
        (riff(*[chunk(b"junk", b"")] * 500, form(), chunk(b"data", b"\0" * 6)), "no sound"),
    ],
)
def test_what_cannot_be_played_says_why(tmp_path, raw, why):
    (tmp_path / "a.wav").write_bytes(raw)
    with pytest.raises(ValueError, match=why):
        wav_file_length_ns(tmp_path / "a.wav")

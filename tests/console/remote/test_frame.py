import pytest
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader

from moderator.console.remote.frame import frame


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65_535, 65_536, 70_000])
def test_a_frame_is_read_as_the_message_that_it_holds(length):
    made = frame("x" * length)
    reader = StreamReader()
    reader.feed_data(made.content)
    parsing = Frame.parse(reader.read_exact, mask=False)
    with pytest.raises(StopIteration) as parsed:
        next(parsing)
    read = parsed.value.value
    assert (read.opcode, read.fin) == (Opcode.TEXT, True)
    assert bytes(read.data).decode() == made.text == "x" * length
    assert reader.buffer == b""


def test_letters_are_counted_as_bytes():
    assert frame("夸父").content == bytes((0x81, 6)) + "夸父".encode()

import asyncio

import pytest

from moderator.console.keys import REARM_S, Keys, Press


@pytest.fixture
async def keys():
    class Typed(Keys):
        def __init__(self):
            self.presses = []
            super().__init__(self.presses.append)

        @property
        def names(self):
            return [press.key for press in self.presses]

    return Typed()


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b" ", ["space"]),
        (b"h", ["h"]),
        (b"\r", ["enter"]),
        (b"\n", ["enter"]),
        (b"\x7f", ["backspace"]),
        (b"\x1b[A", ["up"]),
        (b"\x1bOB", ["down"]),
        (b"\x1b[C\x1b[D", ["right", "left"]),
        ("é夸".encode(), ["é", "夸"]),
        (b"\xff\xfea", ["a"]),
        (b"\x1b\x1b[A", ["esc", "up"]),
        (b"\x1bh", ["esc", "h"]),
    ],
)
async def test_bytes_become_keys(keys, data, names):
    keys.feed(data)
    assert keys.names == names


@pytest.mark.parametrize("data", [b"\x1b[3~", b"\x1bOP", b"\x1b[15~", b"\x1b[1;5A", b"\x1b[?1;2c"])
async def test_a_key_that_nobody_knows_is_no_escape(keys, data):
    for byte in data:
        keys.feed(bytes([byte]))
        await asyncio.sleep(0.01)
    await asyncio.sleep(1)
    assert keys.names == []


async def test_an_arrow_may_come_in_pieces(keys):
    for piece in (b"\x1b", b"[", b"A"):
        keys.feed(piece)
        await asyncio.sleep(0.02)
    await asyncio.sleep(1)
    assert keys.names == ["up"]


async def test_a_lone_escape_is_known_after_25_ms(keys):
    keys.feed(b"\x1b")
    await asyncio.sleep(0.024)
    assert keys.names == []
    await asyncio.sleep(0.002)
    assert keys.names == ["esc"]


async def test_two_escapes_are_two(keys):
    keys.feed(b"\x1b\x1b")
    await asyncio.sleep(0.03)
    assert keys.names == ["esc", "esc"]


async def test_a_letter_may_come_in_pieces(keys):
    for byte in "夸".encode():
        keys.feed(bytes([byte]))
    assert keys.names == ["夸"]


async def test_the_first_press_is_not_held_and_those_of_a_held_key_are(keys):
    keys.feed(b" ")
    for _ in range(20):
        await asyncio.sleep(0.03)
        keys.feed(b" ")
    assert [press.held for press in keys.presses] == [False] + [True] * 20


async def test_a_key_is_let_go_when_it_has_been_silent(keys):
    keys.feed(b" ")
    await asyncio.sleep(REARM_S)
    keys.feed(b" ")
    assert not keys.presses[-1].held


async def test_another_key_between_does_not_let_the_first_one_go(keys):
    for key in (b" ", b"h", b" "):
        keys.feed(key)
    assert [press.held for press in keys.presses] == [False, False, True]


async def test_pasted_text_is_not_pressed(keys):
    keys.feed(b"\x1b[200~a ")
    keys.feed(b"b\x1b[201~c")
    assert keys.presses == [
        Press("a", pasted=True),
        Press("space", pasted=True),
        Press("b", pasted=True),
        Press("c"),
    ]


async def test_letters_of_a_line_are_no_held_keys_but_the_last_one_is(keys):
    keys.feed(b"y")
    await asyncio.sleep(0.1)
    keys.feed(b"\r")
    keys.forget()
    await asyncio.sleep(0.1)
    keys.feed(b"y\r")
    assert keys.presses[-2:] == [Press("y"), Press("enter", held=True)]
    assert REARM_S > 0.2


async def test_a_pasted_letter_holds_no_key(keys):
    keys.feed(b"\x1b[200~y\x1b[201~y")
    assert keys.presses[-1] == Press("y")

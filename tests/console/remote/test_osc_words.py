import struct

import pytest
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message_builder import OscMessageBuilder

from moderator.console.remote.control import Own, RemoteOrder
from moderator.console.remote.osc_words import Message, NotOsc, order_in, read_datagram, stop_in
from moderator.engine.orders import Verb
from moderator.show.rundown import Rundown

NONE = Rundown((), ())
HEAD = b"#bundle\0" + bytes(7) + b"\1"


def message(address, *args):
    builder = OscMessageBuilder(address=address)
    for arg in args:
        builder.add_arg(arg)
    return builder.build()


def test_a_message_is_read_with_its_arguments():
    [read] = read_datagram(message("/go", "1", 2, 0.5, True).dgram)
    assert read == Message("/go", ("1", 2, 0.5, True))


def test_a_bundle_is_read_in_order():
    bundle = OscBundleBuilder(IMMEDIATELY)
    for address in ("/hold", "/resume"):
        bundle.add_content(message(address))
    assert [one.address for one in read_datagram(bundle.build().dgram)] == ["/hold", "/resume"]


@pytest.mark.parametrize("length", [-4, -8, 0, 3, 8, 2**31 - 1])
def test_a_bundle_with_a_wrong_length_is_none_and_never_a_hang(length):
    with pytest.raises(NotOsc):
        read_datagram(HEAD + struct.pack(">i", length) + b"/go\0")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"go",
        b"/go",
        b"/g\xff\0",
        b"/go\0,b\0\0\0\0\0\x7f",
        b"/go\0,[[[",
        b"\0" * 8,
        HEAD + b"ab",
    ],
)
def test_what_is_no_message_is_none(data):
    if data == b"":
        data = b"\0"
    with pytest.raises(NotOsc):
        read_datagram(data)


def test_a_stop_is_seen_in_the_first_bytes_whatever_follows():
    assert stop_in(b"/panic\0\0" + b"\xff" * 100) == "/panic"
    assert stop_in(b"/hardStop\0") == "/hardStop"
    assert stop_in(b"/panicked\0") is stop_in(b"/go\0") is None


@pytest.mark.parametrize(
    ("sent", "order"),
    [
        (Message("/go"), RemoteOrder(Verb.GO)),
        (Message("/go", ("12A",)), RemoteOrder(Verb.GO, "12A")),
        (Message("/playhead/next"), RemoteOrder(Verb.NEXT)),
        (Message("/playhead/1.5"), RemoteOrder(Verb.JUMP, "1.5")),
        (Message("/cue/7/start"), RemoteOrder(Verb.GO, "7")),
        (Message("/preflight"), RemoteOrder(Own.PREFLIGHT)),
        (Message("/check/cordon/confirm"), RemoteOrder(Verb.CONFIRM, "cordon")),
        (Message("/check/cordon/decline"), RemoteOrder(Verb.DECLINE, "cordon")),
        (Message("/approve"), RemoteOrder(Verb.APPROVE)),
        (Message("/refuse"), RemoteOrder(Verb.REFUSE)),
        (Message("/pick/gdp"), RemoteOrder(Verb.PICK, "gdp")),
        (Message("/talk/start"), RemoteOrder(Verb.LISTEN)),
        (Message("/talk/stop"), RemoteOrder(Verb.LISTENED)),
        (Message("/interrupt"), RemoteOrder(Verb.INTERRUPT)),
        (Message("/cut_to/50"), RemoteOrder(Verb.CUT_TO, "50")),
        (Message("/shorten"), RemoteOrder(Verb.SHORTEN)),
        (Message("/drop/46"), RemoteOrder(Verb.DROP, "46")),
        (Message("/restore/46"), RemoteOrder(Verb.RESTORE, "46")),
        (Message("/reorder/43/before/41"), RemoteOrder(Verb.REORDER, "43", words="41")),
    ],
)
def test_what_a_message_orders(sent, order):
    assert order_in(sent, NONE) == order


@pytest.mark.parametrize(
    "sent",
    [Message("/GO"), Message("/cue/*/start"), Message("/go", (1.0,)), Message("/go", ("1", "2"))],
)
def test_what_orders_nothing(sent):
    with pytest.raises(LookupError):
        order_in(sent, NONE)

"""What nobody in their right mind sends a supervisor: nothing here asks for a stop."""

import json
import struct

from tests.console.remote.hostile import noise, request, value

_ADDRESSES = (
    b"/", b"/go", b"/PANIC", b"/panicked", b"/panic/1", b"/panic ", b"/*", b"/stop", b"/hardstop",
    b"/p?nic", b"/{panic,go}", b"/udpReplyPort", b"/relax", b"\xff/panic", b"panic",
)  # fmt: skip
_HEAD = b"#bundle\0" + bytes(7) + b"\1"
_PANIC = b"/panic\0\0,\0\0\0"


def _padded(text):
    return text + bytes(4 - len(text) % 4)


def _sized(*parts):
    return b"".join(struct.pack(">i", len(part)) + part for part in parts)


def osc(chance):
    """A datagram that asks for no stop."""
    kind = chance.randrange(8)
    if kind == 0:
        return b"\xfe" + noise(chance, 400)
    if kind == 1:
        return _padded(chance.choice(_ADDRESSES)) + b",\0\0\0"
    if kind == 2:
        size = chance.choice((-4, -8, -(2**31), 2**31 - 1, 3, 1000))
        return _HEAD + struct.pack(">i", size) + _PANIC[: chance.randrange(5, 12)]
    if kind == 3:
        bundle = _PANIC
        for _ in range(chance.randrange(2, 40)):
            bundle = _HEAD + _sized(bundle)
        return bundle
    if kind == 4:
        return _HEAD + bytes(4 * chance.randrange(1, 16_000))
    if kind == 5:
        return b"/" + noise(chance, 60_000).replace(b"\0", b"/") + bytes(4)
    if kind == 6:
        return chance.choice((b"", b"/panic", b"/panic\0", b"/panic\0\0stop", b"/panic\0x,\0\0\0"))
    return _HEAD + _sized(*[_padded(b"/go")] * chance.randrange(17, 400), _PANIC)


def http(chance):
    """The bytes of a request that asks for no stop."""
    kind = chance.randrange(10)
    path = f"/stop/{chance.choice(('relax', 'freeze', 'robot_stop'))}"
    if kind == 0:
        return b"\xfe" + noise(chance, 300)
    if kind == 1:
        return chance.choice(
            (
                b"GET\r\n\r\n",
                b"POST /stop/freeze\r\n\r\n",
                b"POST /stop/freeze HTTP/9.9\r\n\r\n",
                b"POST /stop/freeze HTTP/1.1\r\n\r\n",
                b"POST /stop/freeze HTTP/1.0\r\n\r\n",
                b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                b"\x16\x03\x01\x02\x00\x01",
                b"POST /stop/freeze HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\n\r\n",
            )
        )
    if kind == 2:
        return request(path, b"", {"X-" + "a" * 20: "b" * 20_000})
    if kind == 3:
        return request(path, b"").replace(b"POST", chance.choice((b"GET", b"HEAD", b"PUT")), 1)
    if kind == 4:
        return request(chance.choice(("/", "/stop", "/stop/", path + "/", path + "?x", "*")), b"")
    if kind == 5:
        return request(path, b"", {"Origin": chance.choice(("null", "http://evil.example", "x"))})
    if kind == 6:
        twice = b"Origin: http://evil.example\r\nOrigin: http://127.0.0.1\r\n\r\n"
        return request(path, b"").replace(b"\r\n\r\n", b"\r\n" + twice, 1)
    if kind == 7:
        hosts = ("evil.example", "", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "[::1")
        return request(path, b"", host=chance.choice(hosts))
    if kind == 8:
        length = chance.choice(("-1", "99999999999999999999999", "1, 2", "0x10"))
        return request(path, b"", {"Content-Length": length})
    return request(path, b"")[: chance.randrange(1, 40)]


def link(chance):
    """A packet from the engine that is neither a beat nor a message."""
    kind = chance.randrange(8)
    if kind == 0:
        return b"\xfe" + noise(chance, 60_000)
    if kind == 1:
        return b"[" * chance.randrange(1, 60_000)
    if kind == 2:
        return b'{"say":' * chance.randrange(1, 8000)
    if kind == 3:
        return b"9" * 20_000
    if kind == 4:
        return json.dumps(value(chance)).encode()
    if kind == 5:
        return json.dumps({"say": value(chance) or None}).encode()
    if kind == 6:
        good = {"say": "arm", "host": "127.0.0.1", "port": 9, "stops": {}, "watch": True}
        wrong = {
            "host": (None, 7, "", "localhost", "robot.example", "127.0.0.1\0"),
            "port": (None, "9", -1, 0, 2**70, 1.5, True, 65_536),
            "stops": (None, [], {"freeze": "stop"}, {"freeze": ["freeze", "xx"]}, {"a": [1, "00"]}),
            "watch": (None, 1, "yes", []),
        }
        name = chance.choice(list(wrong))
        return json.dumps(good | {name: chance.choice(wrong[name])}).encode()
    return json.dumps({"say": chance.choice(("ready", "GOODBYE", "stop", "", "beat"))}).encode()

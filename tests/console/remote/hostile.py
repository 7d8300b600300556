"""What nobody in their right mind sends."""

import json
import random
import struct
from urllib.parse import quote_from_bytes

from pythonosc import slip
from pythonosc.osc_message_builder import OscMessageBuilder

PATHS = (
    "/api/go",
    "/api/next",
    "/api/jump/1",
    "/api/preflight",
    "/api/hot/H1",
    "/api/approve",
    "/api/heard",
    "/api/pick/gdp",
)
ODD = (
    "",
    " ",
    "\0",
    "1\0",
    "٣",
    "../../etc/passwd",
    "%00",
    "1e999",
    "-1",
    "nan",
    "😀" * 20,
    "x" * 3000,
    "{{7*7}}",
    "' OR 1=1 --",
    "\ud800",
)


def value(chance, depth=0):
    """Plain data of any form."""
    kind = chance.randrange(9 if depth < 3 else 6)
    if kind < 6:
        flat = (None, True, -1, 2**70, 1.5e300, chance.choice(ODD))
        return flat[kind]
    if kind == 6:
        return [value(chance, depth + 1) for _ in range(chance.randrange(4))]
    keys = ("do", "cue", "seen", "key", "grade", "__proto__", "extra", "n")
    return {chance.choice(keys): value(chance, depth + 1) for _ in range(chance.randrange(5))}


def noise(chance, most):
    return chance.randbytes(chance.randrange(1, most))


def osc(chance):
    """A datagram that is no order to be obeyed."""
    kind = chance.randrange(9)
    if kind == 0:
        return b"\xfe" + noise(chance, 400)
    if kind == 1:
        return b"/go\0,s\0\0" + noise(chance, 3)
    if kind == 2:
        return (
            b"#bundle\0"
            + bytes(7)
            + b"\1"
            + struct.pack(">i", chance.choice((-4, -8, 2**31 - 1, 3, 0)))
        )
    if kind == 3:
        bundle = b"/go\0"
        for _ in range(chance.randrange(2, 40)):
            bundle = b"#bundle\0" + bytes(7) + b"\1" + struct.pack(">i", len(bundle)) + bundle
        return bundle
    if kind == 4:
        depth = chance.randrange(1, 500)
        tags = b"," + b"[" * depth
        return b"/go\0" + tags + bytes(4 - len(tags) % 4)
    if kind == 5:
        return b"/" + noise(chance, 60_000).replace(b"\0", b"/") + bytes(4)
    if kind == 6:
        builder = OscMessageBuilder(address="/go")
        builder.add_arg(chance.choice((1.0, 0.0, 7, True, "9", "", "x" * 100, "1 ", b"1")))
        return builder.build().dgram
    if kind == 7:
        address = chance.choice(
            (
                "/",
                "/GO",
                "/cue/*/start",
                "/cue/99/start",
                "/go/1",
                "/playhead/",
                "/playhead/99",
                "/cue//start",
                "/panicInTime",
                "/hardstop",
                "/udpReplyPort",
                "/reply/go",
            )
        )
        return OscMessageBuilder(address=address).build().dgram
    return b"/go\0,i\0\0" + noise(chance, 2)


def osc_over_tcp(chance):
    """What is sent on a connection, and is no order to be obeyed."""
    kind = chance.randrange(5)
    if kind == 0:
        return b"\x01" + noise(chance, 5000)
    if kind == 1:
        return request("/", slip.encode(b"/go\0"))
    if kind == 2:
        return slip.END * chance.randrange(5) + b"/go\0"[: chance.randrange(1, 5)]
    if kind == 3:
        return b"/go\xdb" + bytes([chance.randrange(0xC1, 0xDB)]) + slip.END + slip.encode(b"/go\0")
    return slip.encode(osc(chance)[:3000])


def live(chance, seen):
    """A message that is no order to be obeyed."""
    kind = chance.randrange(9)
    if kind == 0:
        return chance.randbytes(chance.randrange(0, 200))
    if kind == 1:
        return "".join(chance.choice('{}[]",:0aé\\') for _ in range(chance.randrange(100)))
    if kind == 2:
        return "[" * 2000
    if kind == 3:
        return '{"do":' * 500
    if kind == 4:
        return (
            '{"do":"go","cue":"1","key":"12345678","seen":'
            + chance.choice(("NaN", "1e400", "-1", "true", '"7"'))
            + "}"
        )
    if kind == 5:
        return json.dumps(value(chance))
    if kind == 6:
        return json.dumps(
            {"do": "go", "cue": chance.choice(("2", "9")), "seen": seen, "key": "another-key"}
        )
    if kind == 7:
        do = chance.choice(("heard", "answer", "pick", "listen", "approve"))
        return json.dumps({"do": do, "text": chance.choice(ODD), "source": chance.choice(ODD)})
    return json.dumps({"do": chance.choice(("go", "jump", "hot", "stop")), "cue": value(chance)})


def http(chance, seen):  # noqa: C901 -- a list of what there is
    """The bytes of a request that is no order to be obeyed."""
    kind = chance.randrange(15)
    path = chance.choice(PATHS)
    if kind == 0:
        return noise(chance, 300)
    if kind == 1:
        return chance.choice(
            (
                b"GET\r\n\r\n",
                b"\r\n\r\nGO\r\n\r\n",
                b"POST /api/next HTTP/9.9\r\n\r\n",
                b"POST /api/next\r\n\r\n",
                b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                b"\x16\x03\x01\x02\x00\x01",
            )
        )
    if kind == 2:
        return request(path, b"", {"X-" + "a" * 20: "b" * 20_000})
    if kind == 3:
        return request(path, b"", {f"x-{n}": "y" for n in range(80)})
    if kind == 4:
        return request(path, b"x" * 20_000)
    if kind == 5:
        return request(path, b"[" * 15_000)
    if kind == 6:
        return request(path, noise(chance, 2000))
    if kind == 7:
        return request(path, json.dumps(value(chance)).encode() + b" 0")
    if kind == 8:
        return request(
            path, b"{}", {"Origin": chance.choice(("null", "http://evil.example", "file://"))}
        )
    if kind == 9:
        return request(
            path,
            b"{}",
            host=chance.choice(("evil.example", "", "127.0.0.1.evil.example", "a@localhost")),
        )
    if kind == 10:
        length = chance.choice(("-1", "99999999999999999999", "1, 2", "0x10", "5"))
        return request(path, b"{}", {"Content-Length": length, "Transfer-Encoding": "chunked"})
    if kind == 11:
        return request("/api/" + quote_from_bytes(noise(chance, 100)), b"")
    if kind == 12:
        body = {"cue": chance.choice(("2", "9")), "seen": seen, "key": "another-key"}
        return request("/api/go", json.dumps(body).encode())
    if kind == 13:
        return request(*_conversing(chance))
    return request(
        path,
        b"{}",
        {"Content-Type": chance.choice(("text/plain", "application/x-www-form-urlencoded"))},
    )


def _conversing(chance):
    """A word on a draft where none waits, or what was heard where nobody listens."""
    name = chance.choice(("answer", "heard", "approve", "pick/gdp", "listen", "interrupt"))
    body = {"text": chance.choice(ODD)}
    if name == "heard":
        body |= {"confidence": chance.choice((0, 0.5, 2, -1, "1")), "source": chance.choice(ODD)}
    return f"/api/{name}", json.dumps(body).encode()


def request(path, body, more=None, host="localhost"):
    """The bytes of a request."""
    headers = {"Host": host, "Content-Type": "application/json", "Content-Length": str(len(body))}
    lines = [f"{name}: {held}" for name, held in {**headers, **(more or {})}.items()]
    first = f"POST {path} HTTP/1.1\r\n".encode()
    return first + "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chances(seed, count):
    """A stream of chance for each message."""
    return (random.Random(f"{seed}/{number}") for number in range(count))

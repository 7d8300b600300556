"""A gate's process that says what nobody understands: `python -m tests.hearing.babbling_gate`."""

import os
import sys

SAYS = {
    "no JSON": b"what?\n",
    "a list": b"[]\n",
    "nothing of now": b"{}\n",
    "a sound of its own": b'{"now": "heard", "sound": "whales"}\n',
    "a line without end": b"x" * 200_000,
}


def main() -> None:
    """Be ready, then babble."""
    said = SAYS[os.environ["BABBLE"]]
    os.write(1, b"" if "AT_ONCE" in os.environ else b'{"now": "ready"}\n')
    os.write(1, said)
    sys.stdin.buffer.read()  # until nobody listens


if __name__ == "__main__":
    main()

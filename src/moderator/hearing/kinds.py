"""The kinds of listener that a live show can have beside its keyboard."""

from collections.abc import Callable, Mapping

from moderator.errors import CannotStart
from moderator.hearing.contract import Listener
from moderator.hearing.gate import Gate
from moderator.hearing.microphone import Microphone


def _pocketsphinx(setting: str) -> Listener:
    from moderator.hearing.push_to_talk import PushToTalk

    return PushToTalk("pocketsphinx", setting)


def _whisper(setting: str) -> Listener:
    from moderator.hearing.push_to_talk import PushToTalk

    return PushToTalk("whisper", setting)


def gate(asked: str) -> Gate:
    """Make the audio gate that a person asked for.

    Args:
        asked: `microphone`, or with one of miniaudio's backends: `microphone:PULSEAUDIO`.

    Raises:
        CannotStart: there is no such gate.
    """
    from moderator.hearing.microphone_gate import MicrophoneGate

    kind, _, backend = asked.partition(":")
    if kind != "microphone":
        raise CannotStart(f"there is no audio gate {kind!r}", "choose microphone")
    return MicrophoneGate(Microphone(backend))


KINDS: Mapping[str, Callable[[str], Listener]] = {
    "pocketsphinx": _pocketsphinx,
    "whisper": _whisper,
}
"""By name; each takes its setting, which is empty where none is given."""


def listener(asked: str) -> Listener:
    """Make the listener that a person asked for.

    Args:
        asked: a kind, or a kind with its setting: `whisper:/models/tiny.en`.

    Raises:
        CannotStart: there is no such kind.
    """
    kind, _, setting = asked.partition(":")
    if kind not in KINDS:
        raise CannotStart(f"nothing listens by the name {kind!r}", f"choose {' or '.join(KINDS)}")
    return KINDS[kind](setting)

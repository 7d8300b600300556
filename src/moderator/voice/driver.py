"""pyttsx3's espeak driver, told when each word sounds. Loaded in the rendering process only.

pyttsx3 2.99 reads espeak's events and drops their times; this driver passes them on under the
topic `word-at`. Importing this module needs the espeak-ng library to be loaded already.
"""

import ctypes
import sys
from collections.abc import Sequence
from typing import Protocol

from pyttsx3.drivers import _espeak
from pyttsx3.drivers.espeak import EspeakDriver

NAME = "moderator"
SAMPLE_RATE = 22_050  # pyttsx3 writes this into every file it saves, whatever the voice

_EVENT_SAMPLE_RATE = 8  # espeakEVENT_SAMPLERATE, espeak-ng/speak_lib.h; pyttsx3 does not name it
_ENDS = 1  # a synthesis callback's answer that ends it, espeak-ng/speak_lib.h
_BUFFER_MS = 1000
_SEED = 1
_DEFAULT_VOICE = "gmw/en"


class _Identity(Protocol):
    number: int


class _Event(Protocol):
    """An `espeak_EVENT`, as pyttsx3 declares it."""

    type: int
    text_position: int
    sample: int
    id: _Identity


class TimedDriver(EspeakDriver):  # type: ignore[misc] # pyttsx3 has no types
    """An espeak driver that reports word times, takes languages for voices, and never hangs."""

    def setProperty(self, name: str, value: str | float) -> None:  # noqa: N802 # pyttsx3's name
        """Set a property; a voice may be a language with a variant, `en-gb+m3`."""
        EspeakDriver.setProperty(name, _voice_file(str(value)) if name == "voice" else value)

    def __init__(self, proxy: object) -> None:
        initialise()
        super().__init__(proxy)

    def _start_synthesis(self, text: str) -> None:
        """Have espeak say the line; it is done when this returns.

        pyttsx3 2.99 states ten times the line's size, espeak copies that much, and reads past the
        end of the text: harmless mostly, but a long line then kills the process.
        """
        data = text.encode() + b"\0"
        self._proxy.setBusy(True)
        self._speaking = True
        self._data_buffer = b""
        flags = _espeak.ENDPAUSE | _espeak.CHARS_UTF8
        result = _espeak.cSynth(data, len(data), 0, _espeak.POS_CHARACTER, 0, flags, None, None)
        if result == _espeak.EE_OK:
            # What espeak says by itself when it is asynchronous; pyttsx3 then saves the file.
            self._onSynth(None, 0, (_espeak.EVENT * 2)((_espeak.EVENT_MSG_TERMINATED,)))
        else:
            self._fail(ValueError(f"espeak does not take it (error {result})"))

    def _fail(self, failure: Exception) -> None:
        self._proxy.notify("error", exception=failure)
        self._proxy.notify("finished-utterance", completed=False)
        self.endLoop()

    def _onSynth(self, wav: object, numsamples: int, events: Sequence[_Event]) -> int:  # noqa: N802 # pyttsx3's
        """Pass word times on, then do as pyttsx3 does.

        espeak calls this: an exception would be printed and lost.
        """
        try:
            self._report(events)
            return int(super()._onSynth(wav, numsamples, events))
        except Exception as failure:  # noqa: BLE001 # told to the one who waits
            self._fail(failure)
            return _ENDS

    def _report(self, events: Sequence[_Event]) -> None:
        index = 0
        while (event := events[index]).type != _espeak.EVENT_LIST_TERMINATED:
            if event.type == _espeak.EVENT_WORD:
                self._proxy.notify("word-at", offset=event.text_position - 1, sample=event.sample)
            elif event.type == _EVENT_SAMPLE_RATE and event.id.number != SAMPLE_RATE:
                raise ValueError(f"the voice gives {event.id.number} Hz, not {SAMPLE_RATE}")
            index += 1


def initialise() -> None:
    """Start espeak, once in a process and its forks, so that it works in the caller's thread.

    pyttsx3 would start it asynchronous: parameters then wait in a queue for a thread of espeak's
    while a voice is set at once, and one line in fifteen was rendered at a rate nobody asked for.

    Raises:
        RuntimeError: espeak does not start.
    """
    if EspeakDriver._moduleInitialized:  # noqa: SLF001 # how pyttsx3 keeps it to once
        return
    if (
        _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, _BUFFER_MS)
        == _espeak.EE_INTERNAL_ERROR
    ):
        raise RuntimeError("espeak does not start; are its data files there?")
    # espeak-ng 1.52 seeds its noise and flutter with the time of day, older ones with nothing.
    if hasattr(_espeak.dll, "espeak_ng_SetRandSeed"):
        _espeak.dll.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
    EspeakDriver._defaultVoice = _DEFAULT_VOICE  # noqa: SLF001
    EspeakDriver._moduleInitialized = True  # noqa: SLF001


def _voice_file(asked: str) -> str:
    """Return espeak's name for a voice that is asked for by name, file or language.

    espeak takes an unknown variant silently for none, and `en-gb` is a language but no name.

    Raises:
        ValueError: there is no such voice or variant.
    """
    base, plus, variant = asked.partition("+")
    if plus and variant not in _variants():
        raise ValueError(f"there is no voice variant {variant!r}")
    for voice in _espeak.ListVoices(None):
        identifier, name = voice.identifier.decode(), voice.name.decode()
        # The languages are a string that starts with a priority byte.
        known = {voice.languages[1:].decode(), identifier, identifier.rpartition("/")[2], name}
        if base.lower() in {each.lower() for each in known}:
            return f"{identifier}{plus}{variant}"
    raise ValueError(f"there is no voice {base!r}")


def _variants() -> set[str]:
    wanted = _espeak.VOICE()
    wanted.languages = b"variant"
    found = _espeak.ListVoices(wanted)
    return {voice.identifier.decode().rpartition("/")[2] for voice in found}


def buildDriver(proxy: object) -> TimedDriver:  # noqa: N802 # pyttsx3 calls this name
    """Make the driver; pyttsx3 calls this."""
    return TimedDriver(proxy)


# pyttsx3 imports a driver as `pyttsx3.drivers.<name>`; this is that module.
sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]

"""The words of a line, by which it is approved and recorded, however its YAML is laid out."""

import hashlib
import re
import unicodedata

from moderator.cues.materials import Materials
from moderator.knowledge.template import names_in

_KEPT = re.compile("\ue000(\\d+)\ue001")
DIGITS = 16
"""Of a hash, hexadecimal."""


def words_of(text: str, materials: Materials) -> str:
    """What a line says as captions show it: without marks, its facts filled in.

    A fact that is only known when it is spoken stays as it is written: `{clock.time}`.
    """
    live = [name for name in names_in(text) if name in materials.live]
    for number, name in enumerate(live):  # figures alone: no word that tells of a language
        text = text.replace(f"{{{name}}}", f"\ue000{number}\ue001")
    shown = materials.shown(text)
    return _KEPT.sub(lambda kept: f"{{{live[int(kept[1])]}}}", plain(shown))


def plain(words: str) -> str:
    """Words with one space between them, each letter written in one way."""
    return " ".join(unicodedata.normalize("NFC", words).split())


def hash_of(words: str) -> str:
    """A hash of words, 16 hexadecimal digits."""
    return hashlib.sha256(plain(words).encode()).hexdigest()[:DIGITS]

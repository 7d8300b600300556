"""A written line in Mandarin put into spoken characters, before any engine sees it.

Moments, sums, units and counts take their turns, each a table of rules; Latin words and
initialisms in it are left to the engine, which says them the English way.
"""

import re
from collections.abc import Iterable, Mapping

from moderator.values.language import HAN
from moderator.voice.lexicon import INITIALISMS
from moderator.voice.line import MARK
from moderator.voice.mandarin_figures import FIGURES
from moderator.voice.mandarin_moments import MOMENTS
from moderator.voice.rules import Rule, apply
from moderator.voice.signs import ADDRESSES, plain

_A_MARK, _A_NAME = "\ue000", "\ue001"
_RESERVED = re.compile("[\ue000-\uf8ff]")
_HELD = re.compile(f"[{_A_MARK}{_A_NAME}]")
_PHRASING = str.maketrans(",;:?!.｡", "，；：？！。。")
_HAS_HAN = re.compile(f"[{HAN}]")
_LATIN = "0-9A-Za-z\u00c0-\u024f"
_HELD_HAN = f"{HAN}{_A_MARK}{_A_NAME}"

_APART: tuple[Rule, ...] = (
    Rule(rf"(?<=[{HAN}])(?=[A-Za-z])|(?<=[A-Za-z])(?=[{HAN}])", " "),
    *INITIALISMS,
)
_SIGNS: tuple[Rule, ...] = (
    Rule(rf"(?<=[{HAN}])[·•](?=[{HAN}])", ""),
    Rule(r"[《》〈〉「」『』【】\"'“”‘’]", ""),
    Rule(r"\s*[([{]\s*", "，"),
    Rule(r"\s*[)\]}]\s*", "，"),
    Rule(r"\s*&\s*", "和"),
    Rule(r"\s*\+\s*", "加"),
    Rule(r"\s*=\s*", "等于"),
    Rule(r"\s*×\s*", "乘"),
    Rule(r"\s*÷\s*", "除以"),
    Rule(r"\s*[→⇒]\s*", "到"),
    Rule(r"°C|℃", "摄氏度"),
    Rule(r"°", "度"),
    Rule(r"%", "百分号"),
    Rule(r"€", "欧元"),
    Rule(r"£", "英镑"),
    Rule(r"\$", "美元"),
    Rule(r"¥", "元"),
    Rule(rf"(?<=[{HAN}])\s*/\s*(?=[{HAN}])", "或"),
    Rule(r"\s*(?:[–—―−~•·|…]|\.{2,})+\s*", "，"),
)
_TIDY: tuple[Rule, ...] = (
    Rule(r"(?<![^\W_])[-'.]|[-'](?![^\W_])", " "),
    Rule(r"\s+", " "),
    Rule(rf"(?<=[{HAN}]) (?=[{HAN}])", ""),
    Rule(r"\s*([，；：？！。、])\s*", r"\1"),
    Rule(r"[，；：、]+(?=[。？！])", ""),
    Rule(r"([。？！])[，；：。、？！]+", r"\1"),
    Rule(r"([，；：、])[，；：、]+", r"\1"),
    Rule(r"^[\s，；：。、？！]+", ""),
    Rule(r"[\s，；：、]+$", ""),
    # A space after each pause: what stands between two spaces gets a time of its own.
    Rule(r"([，；：？！。])(?=.)", r"\1 "),
)


def spoken_mandarin(text: str, lexicon: Mapping[str, str]) -> str:
    """Return the characters that the engine speaks: no digits, no signs, only phrasing.

    Args:
        text: a line as a person writes it, with `[mark: name]` where gestures start.
        lexicon: how written forms are said: in other characters, or in pinyin with the numbers
            of the tones, as `kua1 fu4`; it wins over the rules.

    Returns:
        Characters, Latin words and the punctuation that shapes them; marks stand where they
        stood.
    """
    marks = MARK.findall(text := _RESERVED.sub("", text))
    line = plain(MARK.sub(_A_MARK, text))
    names: list[str] = []
    if respelt := {plain(key).strip(): words for key, words in lexicon.items() if key.strip()}:

        def hold(match: re.Match[str]) -> str:
            words = respelt[" ".join(match.group().split())]
            names.append(words if _HAS_HAN.search(words) else f" {words} ")
            return _A_NAME

        line = re.sub(_entries(respelt), hold, line)
    for rules in (ADDRESSES, MOMENTS, FIGURES, _APART):
        line = apply(rules, line)
    line = _tidy(line)
    held = {_A_MARK: iter(marks), _A_NAME: iter(names)}
    line = _HELD.sub(lambda sign: next(held[sign.group()]), line)
    return re.sub(r"\s+(?=[，；：？！。、\s])", "", line).strip()


def _entries(respelt: Iterable[str]) -> str:
    """A pattern for the entries, the longest first: Latin ones as whole words."""
    patterns = []
    for key in sorted(respelt, key=lambda key: (-len(key), key)):
        pattern = r"\s+".join(map(re.escape, key.split()))
        whole = rf"(?<![{_LATIN}]){pattern}(?![{_LATIN}])"
        patterns.append(pattern if _HAS_HAN.search(key) else whole)
    return "|".join(patterns)


def _tidy(line: str) -> str:
    """Say the remaining signs and leave only characters, letters and what shapes phrasing."""
    line = re.sub(rf"(?<=[{_HELD_HAN}\s])\.|\.(?=\s|$)", "。", apply(_SIGNS, line))
    line = re.sub(r"[,;:?!｡]", lambda sign: sign.group().translate(_PHRASING), line)
    return apply(_TIDY, "".join(map(_kept, line)))


def _kept(character: str) -> str:
    if character.isalpha() or character in f" ，；：？！。、'-〇{_A_MARK}{_A_NAME}":
        return character
    return " "

"""Addresses, signs and punctuation: what is said for them, and what shapes the phrasing."""

import re
import unicodedata

from moderator.values.numerals import digits
from moderator.voice.lexicon import letters
from moderator.voice.rules import Rule, apply

_QUOTES = str.maketrans("‘’‚‛`´“”„‟«»″′", "''''''" + '""""""' + "\"'")
_PATH = {".": " dot ", "/": " slash ", "-": " dash ", "_": " underscore ", "@": " at "}
_COUNTRIES = "ai|au|cn|eu|fr|io|it|nz|uk"
_DOMAIN = rf"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:com|edu|gov|info|net|org|{_COUNTRIES})"
_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")


def plain(text: str) -> str:
    """Bring many ways of writing one thing to one: quotes, digits of any script, wide forms."""
    text = _FRACTION.sub(" ", text)
    text = "".join(_plain_character(character) for character in text)
    text = unicodedata.normalize("NFC", text).translate(_QUOTES).replace("⁄", "/")
    text = re.sub(r"(?<=\d)[\u2009\u202f\xa0](?=\d{3}(?!\d))", "", text)
    text = re.sub(r"(?<=\d) *[‐‑‒](?=\d)", "-", text).replace("‑", "-").replace("‐", "-")
    return re.sub(r"\s+", " ", text)


def _plain_character(character: str) -> str:
    if character in "²³":
        return character
    if character.isdigit():
        return str(unicodedata.digit(character))
    return unicodedata.normalize("NFKC", character)


def _address(match: re.Match[str]) -> str:
    """An address: no scheme, no www, signs by name, a country's two letters spelt."""
    address = re.sub(r"^(?:https?://)?(?:www\.)?", "", match.group()).rstrip("/")
    address = re.split(r"[?#]", address)[0]
    words = []
    for piece in re.findall(r"[a-zA-Z]+|\d+|[./_@-]", address):
        if piece.isdigit():
            words.append(digits(piece))
        elif re.fullmatch(_COUNTRIES, piece):
            words.append(letters(piece.upper()))
        else:
            words.append(_PATH.get(piece, piece))
    return " ".join(" ".join(words).split())


def _title(match: re.Match[str]) -> str:
    """A title in quotes is set off by pauses, as a host does; other quotes leave none."""
    before, words, after = match.groups()
    is_title = words[:1].isupper() and len(words.split()) >= 3
    if not is_title or (not before.strip() and match.start() == 0):
        return f"{before}{words}{after}"
    opening = before if before.strip() else ", "
    return f"{opening}{words}{',' if after[:1] == ' ' else ''}{after}"


def _either(match: re.Match[str]) -> str:
    words = match.group().split("/")
    if match.group() == "and/or":
        return "and or"
    joint = " or " if match.group().islower() else " and "
    return ", ".join(words[:-1]) + joint + words[-1]


ADDRESSES: tuple[Rule, ...] = (
    Rule(r"https?://[^\s<>\"'\ue000\ue001]*[^\s<>\"'\ue000\ue001.,;:!?)]", _address),
    Rule(rf"(?<![\w.@])[A-Za-z0-9._+-]+@{_DOMAIN}(?!\w)", _address),
    Rule(rf"(?<![\w.@])(?:www\.)?{_DOMAIN}(?![\w@])(?:/[\w./-]*\w)?", _address),
)
"""Web and mail addresses; they come first, before their dots and digits mean anything else."""

_SIGNS: tuple[Rule, ...] = (
    Rule(r'(^|\W)"([^"]+)"( \w|)', _title),
    Rule(r"(?<![\w/])[^\W\d_]+(?:-[^\W\d_]+)*(?:/[^\W\d_]+(?:-[^\W\d_]+)*)+(?![\w/])", _either),
    Rule(r"\s*[([{]\s*", ", "),
    Rule(r"\s*[)\]}](?=\s*[.,;:?!]|\s*$)", ""),
    Rule(r"\s*[)\]}]\s*", ", "),
    Rule(r"\s*&\s*", " and "),
    Rule(r"\s*(?:%)", " per cent"),
    Rule(r"\+", " plus "),
    Rule(r"=", " equals "),
    Rule(r"@", " at "),
    Rule(r"#(?=\w)", " hashtag "),
    Rule(r"×", " by "),
    Rule(r"÷", " divided by "),
    Rule(r"→|⇒", " to "),
    Rule(r"°", " degrees "),
    Rule(r"(?<=\w)²", " squared"),
    Rule(r"(?<=\w)³", " cubed"),
    Rule(r"€", " euros "),
    Rule(r"£", " pounds "),
    Rule(r"\$", " dollars "),
    Rule(r"¥", " yuan "),
    Rule(r"\s*[•·|]\s*", ", "),
    Rule(r"\.(?:\s*\.)+(?=\s*$)", "."),
    Rule(r"\.\.+", " — "),
    Rule(r"(?<=[^\W_])–(?=[^\W_])", "-"),
    Rule(r"[–—―−]|(?<=\s)-+(?=\s)|--+", " — "),
)

_TIDY: tuple[Rule, ...] = (
    Rule(r"(?<![^\W_])-|-(?![^\W_])", " "),
    Rule(r"(?<![^\W_])'(?![^\W_])", " "),
    Rule(r"\s+", " "),
    Rule(r" (?=[.,;:?!])", ""),
    Rule(r"[.,;:—](?:\s?[,;:—])*\s?([?!])", r"\1"),
    Rule(r"[,;:—](?:\s?[,;:—])*\s?(\.)", r"\1"),
    Rule(r"([.?!])(?:\s?[.,;:?!—])+", r"\1"),
    Rule(r"([,;:])(?:\s?[,;:—])+", r"\1"),
    Rule(r"—(?:\s?[,;:—])+", "—"),
    Rule(r"^[\s.,;:?!—]+", ""),
    Rule(r"[\s,;:—]+$", ""),
)


def tidy(text: str) -> str:
    """Say the remaining signs and leave only letters and the punctuation that shapes phrasing."""
    text = "".join(map(_kept, apply(_SIGNS, text)))
    text = apply(_TIDY, unicodedata.normalize("NFKC", text))
    return text if re.search(r"[^\W\d_]|[\ue000\ue001]", text) else ""


def _kept(character: str) -> str:
    if character.isalpha() or character in " .,;:?!—'-\ue000\ue001":
        return character
    return "" if unicodedata.category(character).startswith("M") else " "

"""Abbreviations and names that the voice knows without being told."""

import re

from moderator.values.numerals import cardinal, ordinal
from moderator.voice.rules import ENDS, Rule, whole_words

NAMES = {
    "AustCham": "Ost-cham",
    "CIFTIS": "Siff-tiss",
    "FIS": "Fiss",
    "IIHF": "Double I-H-F",
    "e-Sports": "ee-sports",
    "e-sports": "ee-sports",
    "E-Sports": "ee-sports",
    "Wi-Fi": "why-fie",
    "ISO": "eye-so",
    "PhD": "P-H-D",
    "n/a": "not applicable",
    "N/A": "not applicable",
    "w/o": "without",
}
"""Names said otherwise than written, as English voices need them.

Capitals stay: espeak-ng makes no pause at a full stop that a small letter follows.
"""

_SPELLED = """
ADNRS AGI AI API AR BRI CAGR CCOIC CEO CFO COO CPC CPPCC CTO DIY DNA EAES EU EV FAQ GDP GPU
HR ICT ICU ID IMF IOC IOT IP IPO IT LED LLM MC MOU NGO OECD OEM PPP PR PRC QA QR RMB ROI
SDK SME SOE UAE UFO UI UK UN UNDP US USA USD UX VIP VR WHO WTO WTT XR
"""
"""Initialisms that are said letter by letter although they could be read as words."""

_TITLES = {
    "Dr": "Doctor",
    "Mr": "Mister",
    "Mrs": "Missis",
    "Ms": "Mizz",
    "Prof": "Professor",
    "Gen": "General",
    "Hon": "Honourable",
    "Rev": "Reverend",
    "Mt": "Mount",
    "Messrs": "Messers",
}

_SHORT = {
    "Co": "Company",
    "Ltd": "Limited",
    "Inc": "Incorporated",
    "Corp": "Corporation",
    "Bros": "Brothers",
    "Jr": "Junior",
    "Sr": "Senior",
    "Dept": "Department",
    "Govt": "Government",
    "Ave": "Avenue",
    "Rd": "Road",
    "Blvd": "Boulevard",
    "Bldg": "Building",
    "Univ": "University",
    "Assn": "Association",
    "Intl": "International",
    "approx": "approximately",
    "est": "established",
    "incl": "including",
    "etc": "et cetera",
    "dept": "department",
}

_NUMBERED = {
    "No": "number",
    "no": "number",
    "Nos": "numbers",
    "nos": "numbers",
    "Vol": "volume",
    "vol": "volume",
    "Fig": "figure",
    "fig": "figure",
    "Ch": "chapter",
    "Art": "article",
    "p": "page",
    "pp": "pages",
}

_ROMAN = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16,
}  # fmt: skip

_GRADED = "Level|Part|Phase|Chapter|Volume|Act|Stage|Type|Class|Grade|Category|War|Section|Mark"
_CAPITALS_BEFORE = re.compile(r"(?<![^\W_])([A-Z]{2,}) $")
_CAPITALS_AFTER = re.compile(r"^ ([A-Z]{2,})(?![^\W_])")
_KNOWN = re.compile("|".join(_SPELLED.split()))


def letters(initialism: str) -> str:
    """Return an initialism letter by letter, joined so that it is said in one breath.

    espeak says an `A` inside or at the end as the article, so there it is respelt `eigh`.
    """
    return "-".join([initialism[0], *initialism[1:].replace("A", "@")]).replace("@", "eigh")


def _is_a_word(capitals: str) -> bool:
    return not _KNOWN.fullmatch(capitals) and bool(re.search("[AEIOUY]", capitals))


def _spell(match: re.Match[str]) -> str:
    word, ending = match.groups()
    before, after = match.string[: match.start()], match.string[match.end() :]
    around = [*_CAPITALS_BEFORE.findall(before), *_CAPITALS_AFTER.findall(after)]
    if _is_a_word(word) or (word in ("IT", "US", "WHO") and any(map(_is_a_word, around))):
        return match.group()
    return letters(word) + ("'s" if ending else "")


def _dotted(match: re.Match[str]) -> str:
    spelled = match.group().replace(".", "")
    return "-".join(spelled) if spelled.islower() else letters(spelled)


ABBREVIATIONS: tuple[Rule, ...] = (
    Rule(r"(?<!\w)CO2(?!\w)", "C-O-two"),
    Rule(r"(?<!\w)Co\.?, ?Ltd\b", "Company Ltd"),
    Rule(r"(?<!\w)R ?& ?D(?!\w)", "R and D"),
    Rule(r"(?<!\w)Q ?& ?A(?!\w)", "Q and eigh"),
    Rule(r"(?<!\w)M ?& ?A(?!\w)", "M and eigh"),
    Rule(r"(?<!\w)e\.g\.,?", "for example,"),
    Rule(r"(?<!\w)i\.e\.,?", "that is,"),
    Rule(r"(?<!\w)[Vv]s\b\.?", "versus"),
    Rule(r"(?<!\w)w/ ", "with "),
    Rule(rf"(?<!\w)({'|'.join(_NUMBERED)})\. ?(?=\d)", lambda m: _NUMBERED[m[1]] + " "),
    Rule(rf"(?<!\w)({'|'.join(_TITLES)})\b\.?(?=\s+(?:[A-Z\ue001]|& ))", lambda m: _TITLES[m[1]]),
    Rule(r"(?<=[a-z] )St\.(?=\s+[a-z]|\s*[,;:?!)])", "Street"),
    Rule(r"(?<!\w)((?!(?:In|At|From|To|The|Near)\b)[A-Z]\w+ )St\.(?=\s*$)", r"\1Street."),
    Rule(r"(?<!\w)St\.?(?=\s+[A-Z\ue001])", "Saint"),
    Rule(r"(?<!\w)((?:[A-Z]\.){2,})" + ENDS, lambda m: _dotted(m) + "."),
    Rule(r"(?<!\w)(?:[A-Z]\.){2,}", _dotted),
    Rule(r"(?<!\w)[Pp]h\.D\b\.?", "P-H-D"),
    Rule(rf"(?<!\w)({'|'.join(_SHORT)})\.{ENDS}", lambda m: _SHORT[m[1]] + "."),
    Rule(rf"(?<!\w)({'|'.join(_SHORT)})\.", lambda m: _SHORT[m[1]]),
    Rule(r"(?<!\w)Ltd(?!\w)", "Limited"),
    Rule(r"(?<!\w)etc(?!\w)", "et cetera"),
    Rule(r"(?<!\w)(?:a\.m|p\.m)\." + ENDS, lambda m: _dotted(m) + "."),
    Rule(r"(?<!\w)(?:a\.m|p\.m)\.", _dotted),
)
"""Abbreviations written with stops or signs; they come before the figures."""

INITIALISMS: tuple[Rule, ...] = (
    Rule(
        rf"(?<!\w)({_GRADED}) ({'|'.join(_ROMAN)})(?!\w)",
        lambda m: f"{m[1]} {cardinal(_ROMAN[m[2]])}",
    ),
    Rule(
        r"(?<!\w)([A-Z][a-z]+) (II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV|XVI)(?!\w)",
        lambda m: f"{m[1]} the {ordinal(_ROMAN[m[2]])}",
    ),
    Rule(whole_words(NAMES), lambda m: NAMES[m.group()]),
    Rule(r"(?<![^\W_])([A-Z]{2,6})('?s)?(?![^\W_])", _spell),
)
"""Names and initialisms without stops; they come after the figures, which use some of them."""

"""How words are pronounced that no dictionary has: Chinese names, initialisms, compounds, the rest.

Sounds are ARPAbet's, as in the CMU dictionary. Names in pinyin are cut into syllables, each an
initial and a final as an English speaker says them; other words are read letter group by letter
group, the group's commonest sound.

Source: the table of pinyin in GB/T 16159; Elovitz et al. 1976, NRL Report 7948, for letters.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

Lookup = Callable[[str], str | None]
"""A dictionary: the sounds of a word, or None."""


def _table(text: str) -> Mapping[str, str]:
    pairs = (pair.split("=") for pair in text.split())
    return {letters: sounds.replace("-", " ") for letters, sounds in pairs}


_INITIALS = _table("""
b=B p=P m=M f=F d=D t=T n=N l=L g=G k=K h=HH j=JH q=CH x=SH zh=JH ch=CH sh=SH r=R z=Z c=T-S s=S
y=Y w=W
""")
_FINALS = _table("""
a=AA o=AO e=AH ai=AY ei=EY ao=AW ou=OW an=AA-N en=AH-N ang=AA-NG eng=AH-NG ong=UH-NG i=IY ia=Y-AA
ie=Y-EH iao=Y-AW iu=Y-OW ian=Y-EH-N in=IH-N iang=Y-AA-NG ing=IH-NG iong=Y-UH-NG u=UW ua=W-AA
uo=W-AO uai=W-AY ui=W-EY uan=W-AA-N un=UH-N uang=W-AA-NG ue=W-EH
""")
_WHOLE = _table("""
zhi=JH-ER chi=CH-ER shi=SH-IH ri=R-IH zi=Z-IH ci=T-S-IH si=S-IH er=AA-R a=AA e=AH ai=AY an=AA-N
ao=AW ou=OW yi=Y-IY yin=Y-IH-N ying=Y-IH-NG yu=Y-UW yuan=Y-UW-AA-N yue=Y-UW-EH yan=Y-EH-N
""")
_SYLLABLES: Mapping[str, str] = {
    **{i + f: f"{a} {b}" for i, a in _INITIALS.items() for f, b in _FINALS.items()},
    **_WHOLE,
}
_LETTERS = _table("""
tion=SH-AH-N sion=ZH-AH-N ture=CH-ER ough=AO eigh=EY igh=AY tch=CH dge=JH sch=S-K
sh=SH zh=ZH ch=CH th=TH ph=F wh=W gh=G ck=K ng=NG qu=K-W kn=N wr=R
ee=IY ea=IY oo=UW ou=AW ow=OW oi=OY oy=OY ai=EY ay=EY ei=EY ey=IY ie=IY au=AO aw=AO oa=OW ue=UW
ua=UW-AA ao=AW ar=AA-R er=ER ir=ER or=AO-R ur=ER ce=S-EH ci=S-IH cy=S-IY
a=AE b=B c=K d=D e=EH f=F g=G h=HH i=IH j=JH k=K l=L m=M n=N o=AO p=P q=K r=R s=S t=T u=AH v=V
w=W x=K-S y=IY z=Z
""")
_ENDINGS = {"a": "AH", "i": "IY", "o": "OW", "u": "UW", "e": ""}
_SPELT = _table("""
a=EY b=B-IY c=S-IY d=D-IY e=IY f=EH-F g=JH-IY h=EY-CH i=AY j=JH-EY k=K-EY l=EH-L m=EH-M n=EH-N
o=OW p=P-IY q=K-Y-UW r=AA-R s=EH-S t=T-IY u=Y-UW v=V-IY w=D-AH-B-AH-L-Y-UW x=EH-K-S y=W-AY z=Z-IY
""")
_HISSING, _VOICELESS = {"S", "Z", "SH", "ZH", "CH", "JH"}, {"P", "T", "K", "F", "TH"}
_LEAST_PIECE = 3


def pronunciations(written: str, lookup: Lookup) -> tuple[str, ...]:
    """How a word may be said that the dictionary does not have, the likeliest first.

    Args:
        written: one word, its capitals as they were written; `'s` may follow.
        lookup: the dictionary, asked in small letters.
    """
    stem, ending, _ = written.partition("'s")
    ways: list[str | None] = []
    if stem.isupper() and len(stem) > 1:
        ways.append(" ".join(_SPELT[letter] for letter in stem.lower() if letter in _SPELT))
    word = re.sub("[^a-z]", "", stem.lower())
    ways += (_pinyin(word), _known(word, lookup), _by_letters(word))
    return tuple(dict.fromkeys(way + (_s_after(way) if ending else "") for way in ways if way))


def _known(word: str, lookup: Lookup) -> str | None:
    """A word that the dictionary has, or two that are written as one."""
    if whole := lookup(word):
        return whole
    for at in range(len(word) - _LEAST_PIECE, _LEAST_PIECE - 1, -1):
        pieces = lookup(word[:at]), lookup(word[at:])
        if pieces[0] and pieces[1]:
            return " ".join(filter(None, pieces))
    return None


@lru_cache(maxsize=1024)
def _pinyin(word: str) -> str | None:
    """A word all of pinyin's syllables, as few as there can be."""
    if not word:
        return ""
    for length in range(min(6, len(word)), 0, -1):
        sounds = _SYLLABLES.get(word[:length])
        rest = _pinyin(word[length:]) if sounds else None
        if sounds and rest is not None:
            return f"{sounds} {rest}".strip()
    return None


def _by_letters(word: str) -> str:
    sounds: list[str] = []
    at = 0
    while at < len(word):
        if at and at == len(word) - 1 and word[at] in _ENDINGS:
            sounds.append(_ENDINGS[word[at]])
            break
        group = next(word[at : at + n] for n in (4, 3, 2, 1) if word[at : at + n] in _LETTERS)
        sounds += _LETTERS[group].split()
        at += len(group)
    return " ".join(_once(list(filter(None, sounds))))


def _once(sounds: Sequence[str]) -> list[str]:
    """Letters written twice are said once."""
    return [sound for sound, before in zip(sounds, ["", *sounds], strict=False) if sound != before]


def _s_after(sounds: str) -> str:
    last = sounds.rsplit(maxsplit=1)[-1]
    if last in _HISSING:
        return " IH Z"
    return " S" if last in _VOICELESS else " Z"

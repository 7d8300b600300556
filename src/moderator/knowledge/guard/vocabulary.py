"""English words as the guard compares them: by their stems, those that mean the same in one."""

import re
from collections.abc import Mapping
from functools import lru_cache

from moderator.knowledge.english import stems

_PHRASES: Mapping[str, str] = {
    r"gross domestic product": "GDP",
    r"research and development|r and d|r ?& ?d": "R&D",
    r"year[ -](?:on|over)[ -]year": "yearonyear",
    r"(?:on|over|than|from|with|against) (?:(?:the|a) year (?:before|earlier|ago)|last year"
    r"|the previous year|the (?:same )?period (?:of last year|a year (?:before|earlier)))":
        "yearonyear",
    r"(?:a|per|each|every) year|per annum|yearly|annually": "annual",
    r"(?:on|an|the) average": "average",
    r"in a row|in succession|on end|at a stretch": "running",
    r"at present|these days|at the moment|right now": "now",
    r"used to|in the past|at first|early on|back then|at one time": "once",
    r"set down|written down|dates? (?:from|back to)|goes back to": "setdown",
    r"(?:went|goes|go|sold|sent|shipped) (?:out|abroad|overseas)": "exports",
    r"(?:add|adds|added|sum|sums|summed) up to": "amounted to",
    r"(?:make|made|makes|making) up": "accounted",
    r"set up|founded|established": "came",
    r"as well as": "and",
    r"of course": "certainly",
    r"(?:you|we|i) can": "we",
    r"(?:all|each|every one) of (?=it\b|this\b|that\b|them\b)": "",
    r"how much": "how",
    r"can count on": "has",
    r"(?:take|takes|taking|took) place": "happens",
    r"on top of (?:that|this|these|it)|to date|so far|in turn|in fact": "also",
    r"(?:plans?|hopes?|intends?|aims?|set|due|meant|scheduled|is|are) to(?= [a-z])": "will",
    r"planned": "will",
    r"a (?:level|volume|total) of": "at",
    r"(?:for a|to) start(?: with)?|to begin with": "namely",
    r"half ?way(?: through| point)?|mid ?point|mid ?way|mid": "middle",
}  # fmt: skip
"""Turns of phrase, as patterns, by the word that they come down to."""

_ALIKE = """
    economy economic economically gdp output
    growth grow grew grown rise rose risen up more increase expand expansion climb gain
    export exporter outbound
    import inbound
    trade trading commerce
    foreign abroad overseas international
    enterprise company companies firm business businesses
    investment investor funded
    new newly
    service tertiary
    industry industrial manufacturing secondary
    revenue income receipts
    share proportion
    lead ahead above exceed outpace faster
    store shop
    opening open start inaugurate
    centre center
    expect forecast projected anticipate foresee envisage target aim will should
    end close finish
    earlier once former formerly previously before initially originally old
    now present presently currently today nowadays
    running consecutive consecutively straight successive run
    setdown since origin begun
    size volume
    country countries nation
    network reach span
    form movement move posture
    r&d research
    chamber ccoic
"""
"""Words that mean the same here, the words of a group on one line."""

_PLAIN = """
    a about achievement across addition after again against alone along alongside already also
    although altogether always am ambitious among amongst amount amounts an and answer answers are
    around as at back basis be because been before being between big both busy but by called case
    cases certainly clear clearly combined comparison considerable considerably context current
    currently data day days deal delighted detail details development did do does doing done door
    doors during dynamic earlier efficient efficiently either encouraging entire entirely even ever
    exact exactly example fact facts famous figure figures finally fine firm firstly for formerly
    friend friends from fully gentlemen glad good great guest guests had half hall happy has have
    having he healthily healthy hence her here hers him his home honoured how however i important
    impressive impressively in indeed initially into is it its itself journey just kind ladies large
    lastly lately later latest let lets level levels like line lines local long main major mark me
    meanwhile mine modern momentum month months my name namely names nice notable notably now
    nowadays number numbers of official officially often on once one ones onto or originally our
    ours over overall own pace people per percentage performance period picture place places
    pleasant please pleased plus point popular positive posted precise precisely present presently
    previously progress promising proud public publicly quantity quarter question questions quite
    rate rather real really recent recently recorded regarding remarkable remarkably respect
    respectively result results right s same secondly sense shape she sheet sheets side significant
    significantly simply since sizeable so solid solidly sound source sources speaking stable stage
    steadily steady step steps still story strength strengths strong strongly substantial
    substantially success such sum summary sums sure surely term terms than thank thanks that the
    their theirs them themselves then there thereby therefore these they thing things this those
    though through throughout thus time times title to today together too total trend true truly
    upon us usually value values versus very via view volume was way ways we week welcome well were
    what when where whereas which while who whole whom whose why with within won word words worth
    year years yes you your yours
"""
"""Words that say nothing of a figure's size or subject."""

_VERBS = """
    accept accord account achieve acquire add agree amount announce answer arrange arrive ask
    attract base bear become begin blossom boast bring calculate call carry change choose cite
    collaborate collect combine come compare complete compose comprise compute concern conduct
    connect consist constitute contain continue contribute cooperate correspond count cover create
    date decide deliver demonstrate describe develop draw engage enjoy equal equate excel experience
    explain express extend fare feature find flourish flow follow gather generate get give go handle
    happen have hear help hit hold host illustrate include indicate introduce invite involve join
    keep know launch learn link listen live locate look love maintain make manage mark matter mean
    measure meet mention move name note obtain occur offer operate organise organize participate
    perform pick play possess pour practice practise present proceed produce prove provide publish
    put quote rank reach read receive refer reflect regard register relate remain remember report
    represent reveal run say secure see select serve set settle shine show sign sit situate speak
    spell stage stand stay stretch succeed support talk tell thrive total trace translate turn
    understand use wait walk work write yield
"""
"""Verbs that say nothing of it either, in all their regular forms."""

_IRREGULAR = """
    became began beginning begun bore borne brought built came chose chosen drawn drew fast found
    gave getting given gone got gotten heard held kept knew known lain lay learnt made meant met
    putting ran referred running said sat saw seen setting shown sitting spent spoke spoken stood
    thought told totaled totalled totalling understood until visit went written wrote
"""

_COMMON = """
    all another because can could each every everything far few if instead last many may maybe might
    more most much must next no nobody none not nothing other others perhaps shall short should some
    something sorry tomorrow unfortunately unless will would yesterday yet
"""
"""Words that begin sentences and are no names, but not plain either."""

_CLAIMS = """
    behind below collapse collapsed contract contracted contraction cut decline declined decrease
    decreased deficit drop dropped fall fallen falling false fell fewer halved lag leading lose loss
    lost lower minus negative never plunge plunged recession record reduce reduced shortfall shrank
    shrink shrunk slow slowed slower slump slumped stagnate stagnated top trailing unique unmatched
    unrivalled untrue worse wrong
"""
"""Words that claim something by themselves, also in a sentence without a figure."""

_NO_SUPERLATIVES = frozenset(
    "interest invest forest harvest request honest west guest rest test suggest protest contest "
    "manifest modest southwest northwest quest chest".split()
)

HEDGES: Mapping[str, str] = {
    **dict.fromkeys(
        ("over", "more than", "above", "in excess of", "upwards of", "at least", "exceeding",
         "well over", "just over", "a little over"), "over"),
    **dict.fromkeys(
        ("nearly", "almost", "close to", "just under", "approaching", "not quite"), "nearly"),
    **dict.fromkeys(
        ("up to", "under", "below", "less than", "fewer than", "at most"), "under"),
    **dict.fromkeys(
        ("about", "around", "roughly", "approximately", "some", "circa", "an estimated"), "about"),
}  # fmt: skip
"""Words right before a figure that make it inexact, by what they come down to."""


def rephrased(text: str) -> str:
    """A text with each turn of phrase put as one word."""
    for pattern, word in _phrases():
        text = pattern.sub(word, text)
    return text


@lru_cache(maxsize=8192)
def key(word: str) -> str:
    """What a word is compared by: the first of those that mean the same, or its stem."""
    stem = _stem(word.lower())
    return _alike().get(stem, stem)


def is_plain(word: str) -> bool:
    """Whether a word says nothing of a figure's size or subject."""
    return word.lower() in _plain_words()


def is_word(word: str) -> bool:
    """Whether a word with a capital is a common one, as at the beginning of a sentence."""
    return is_plain(word) or word.lower() in _common()


def is_claim(word: str) -> bool:
    """Whether a word claims something by itself: a fall, a record, a superlative."""
    return word.lower() in _claims() or is_superlative(word)


def is_superlative(word: str) -> bool:
    """Whether a word says that nothing is more so: `fastest`."""
    word = word.lower()
    if word in ("best", "worst", "most", "least"):
        return True
    return len(word) > 5 and word.endswith("est") and word not in _NO_SUPERLATIVES


@lru_cache(maxsize=1)
def _phrases() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), word)
        for pattern, word in _PHRASES.items()
    ]


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    groups = [line.split() for line in _ALIKE.strip().splitlines()]
    return {_stem(word): _stem(group[0]) for group in groups for word in group}


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    verbs = (form for verb in _VERBS.split() for form in _inflected(verb))
    return frozenset((*_PLAIN.split(), *_IRREGULAR.split(), *verbs))


def _inflected(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    s = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
    return verb, f"{verb}{s}", f"{verb}ed", f"{verb}ing"


@lru_cache(maxsize=1)
def _claims() -> frozenset[str]:
    return frozenset(_CLAIMS.split())


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_COMMON.split())


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    return stems([word])[0]


GROWTH, LEAD = key("growth"), key("lead")
MEASURES = frozenset((GROWTH, LEAD, *map(key, ("annual", "share", "average"))))
"""Words for how something is measured, which do not say what it is."""

BINDING = frozenset((key("earlier"), key("now")))
"""Plain words that tell facts apart all the same: the earlier ratio, the present one."""

ATTRIBUTIONS = frozenset(
    map(key, "according source sources says said reports sheet programme".split())
)
"""Words with which a source may be named."""

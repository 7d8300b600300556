"""Every sentence that can be spoken, in order, and where each is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from moderator.cues.action import Action
from moderator.cues.checking import Path_
from moderator.cues.cue import Cue
from moderator.cues.dialogue import Dialogue
from moderator.cues.materials import Materials
from moderator.cues.talk import Talk
from moderator.knowledge.sources.source import LIVE
from moderator.knowledge.template import names_in
from moderator.show.model import Show
from moderator.show.script.recordings import recording_of
from moderator.show.script.samples import sampled
from moderator.show.script.words import hash_of, words_of
from moderator.values.in_mandarin import written_in
from moderator.values.language import Language, language_of
from moderator.voice.line import named_voice, split_marks

_UNSPOKEN = frozenset({"name", "note", "ask", "title", "id"})
"""Keys whose text is read by people alone."""

_CALLED: Mapping[str, str] = {
    "speak": "line",
    "text": "",
    "say": "",
    "answers": "answer",
    "deflect": "deflection",
    "thinking": "while thinking",
    "remind": "reminder",
    "if_absent": "if absent",
    "if_stale": "when out of date",
    "zh": "in Mandarin",
    "children": "child",
    "variants": "variant",
    "introduce": "introduction",
    "count_down": "count",
}
"""What the keys of a line are called; others are called as they are written."""

_ORDER = ("opening", "thinking", "answers", "deflect", "closing")
"""A dialogue as it goes; what else a cue says keeps its order."""

_UNTOLD = {"dialogue": 1, "talk": 1}
"""How many of the keys that lead to a line of a kind go without saying."""


@dataclass(frozen=True)
class Used:
    """A fact in a sentence.

    Attributes:
        name: as the sentence has it.
        written: its value; empty where that is only known when it is spoken.
        as_of: the time it holds for, as written; empty when it does not age.
        source: where it is from, as written.
    """

    name: str
    written: str
    as_of: str
    source: str


@dataclass(frozen=True)
class Sentence:
    """One thing that can be spoken, in its place.

    Attributes:
        act: the act's title; empty for hot cues.
        cue: the cue it belongs to.
        kind: what it is in that cue: `line`, `closing`, `answer gdp`.
        when: the condition under which it is said, as written.
        text: as written.
        words: as captions show it, live facts as their names.
        sample: the same with samples in the places of live facts; empty when it has none.
        facts: those in it.
        path: where it stands in the show file; the cue's own place when it is composed.
        voice: the voice that it names, or the language's.
        recording: the file that it is spoken from; empty where it is rendered.
    """

    act: str
    cue: Cue
    kind: str
    when: str
    text: str
    words: str
    sample: str
    facts: tuple[Used, ...]
    path: Path_
    voice: str
    recording: str = ""

    @property
    def language(self) -> Language:
        """The language that it is in."""
        return language_of(self.text)

    @cached_property
    def hash(self) -> str:
        """By which its words are approved."""
        return hash_of(self.words)


def sentences(show: Show, materials: Materials) -> list[Sentence]:
    """Every sentence that can be spoken: the rundown in order, then the hot cues."""
    found: list[Sentence] = []
    for a, act in enumerate(show.acts):
        for c, cue in enumerate(act.cues):
            found += _of(cue, act.act, ("acts", a, "cues", c), materials)
    for h, cue in enumerate(show.hot):
        found += _of(cue, "", ("hot", h), materials)
    return found


def _of(cue: Cue, act: str, here: Path_, materials: Materials) -> Iterator[Sentence]:
    for action in cue.actions():
        for path, kind, text, when in _spoken(action, materials):
            yield Sentence(
                act=act,
                cue=cue,
                kind=kind,
                when=" and ".join(filter(None, (cue.when, when))),
                text=text,
                words=words_of(text, materials),
                sample=_sample(text, materials),
                facts=tuple(_facts(text, materials)),
                path=(*here, *path),
                voice=named_voice(text) or materials.voice_of(text).voice,
                recording=recording.file if (recording := recording_of(text, materials)) else "",
            )


def _spoken(action: Action, materials: Materials) -> Iterator[tuple[Path_, str, str, str]]:
    """Each line of an action: where it is written, what it is, itself, and its condition."""
    if isinstance(action, Talk):
        yield from _in_a_talk(action, materials)
        return
    texts = dict.fromkeys(action.lines())
    placed = [each for each in _placed(_written(action), (action.kind,)) if each[1] in texts]
    placed.sort(key=lambda each: _rank(each[0]))
    known = {text for _, text, _ in placed}
    for text in texts:
        if text not in known:
            yield (action.kind,), _kind((action.kind,), action), text, ""
    for path, text, when in placed:
        yield path, _kind(path, action), text, when


def _written(action: Action) -> Mapping[str, object]:
    return action.model_dump(by_alias=True, exclude_unset=True)


def _in_a_talk(talk: Talk, materials: Materials) -> Iterator[tuple[Path_, str, str, str]]:
    """A talk's lines, each in as many variants as its speaker may be introduced in."""
    speaker = talk.speaker(materials)
    spoken = set(talk.lines())
    for keys, kind, text in talk.written_lines():
        variants = dict.fromkeys(talk.staged(line, kind) for line in speaker.variants(text, kind))
        called = _kind((talk.kind, *keys), talk)
        for number, line in enumerate((line for line in variants if line in spoken), 1):
            variant = f", variant {number}" if len(variants) > 1 else ""
            yield (talk.kind, *keys), f"{called}{variant}", line, ""


def _placed(value: object, path: Path_, when: str = "") -> Iterator[tuple[Path_, str, str]]:
    """Every text in what is written: its path, itself, the condition beside it."""
    if isinstance(value, str):
        yield path, value, when
    elif isinstance(value, Mapping):
        when = str(value.get("when") or when)
        for key, inner in value.items():
            if key not in _UNSPOKEN:
                yield from _placed(inner, (*path, key), when)
    elif isinstance(value, (list, tuple)):
        for position, inner in enumerate(value):
            yield from _placed(inner, (*path, position), when)


def _rank(path: Path_) -> int:
    """The place of a line among the others of its dialogue."""
    return _ORDER.index(str(path[1])) if len(path) > 1 and path[1] in _ORDER else -1


def _kind(path: Path_, action: Action) -> str:
    """What a line is, from the keys that lead to it: `answer gdp, in Mandarin`."""
    told: list[str] = []
    for step in path if len(path) == 1 else path[_UNTOLD.get(action.kind, 0) :]:
        if isinstance(step, str):
            told.append(_CALLED.get(step, step.replace("_", " ")))
        elif isinstance(action, Dialogue) and path[1] == "answers":
            told[-1] += f" {action.answers[step].id}"
        else:
            told[-1] += f" {step + 1}"
    return ", ".join(filter(None, told))


def _sample(text: str, materials: Materials) -> str:
    if not any(name in materials.live for name in names_in(text)):
        return ""
    return words_of(sampled(text, materials), materials)


def _facts(text: str, materials: Materials) -> Iterator[Used]:
    words, _ = split_marks(text)
    for name in materials.facts.with_inputs(names_in(words)):
        if fact := materials.facts.find(name):
            value = written_in(language_of(text), fact.value) if fact.value else ""
            yield Used(name, value, fact.as_of, fact.source)
        elif plan := materials.sources.get(name.partition(".")[0]):
            yield Used(name, "", "", plan.source)
        elif name in materials.live:
            yield Used(name, "", "", LIVE[name])

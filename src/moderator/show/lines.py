"""Rendering a show's lines, before anything else happens."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from moderator.cues.materials import Materials
from moderator.errors import ModeratorError
from moderator.knowledge.template import Filled, fill, names_in
from moderator.show.checks import all_lines
from moderator.show.model import Show
from moderator.show.script.recorded import recorded
from moderator.show.script.recordings import recording_of
from moderator.values.duration import seconds
from moderator.values.language import Language, joined, language_of
from moderator.values.sound import Sound
from moderator.voice.line import Line, split_marks, without_voice
from moderator.voice.mandarin import spoken_mandarin
from moderator.voice.render import Progress, Renderer
from moderator.voice.words import spoken


@dataclass(frozen=True)
class Ready:
    """A line that lies rendered.

    Attributes:
        written: as captions show it.
        spoken: the words that were rendered.
        facts: the facts in it.
        sound: how it sounds.
        recording: the file that it is spoken from; empty where it was rendered.
    """

    written: str
    spoken: str
    facts: tuple[str, ...]
    sound: Sound
    recording: str = ""

    @property
    def language(self) -> Language:
        """The language that it is in."""
        return language_of(self.written)


def render_lines(
    show: Show, materials: Materials, renderer: Renderer, progress: Progress | None = None
) -> Mapping[str, Ready]:
    """Render every line that can be rendered beforehand, and is not recorded.

    Lines with live facts are rendered when they are spoken.

    Args:
        show: what is written.
        materials: what it refers to.
        renderer: renders, and keeps what it has rendered.
        progress: told (lines done, lines in all).

    Returns:
        The rendered lines by their text as written.

    Raises:
        NoSpeechEngine, SpeechFailed, CannotWrite: as the renderer.
    """
    filled = {
        text: fill(text, materials.facts.value)
        for text in all_lines(show)
        if not any(name in materials.live for name in names_in(text))
    }
    lines = {
        text: replace(worded(line, materials), within_ns=materials.within.get(text, 0))
        for text, line in filled.items()
    }
    recordings = {text: each for text in lines if (each := recording_of(text, materials))}
    as_rendered = _as_rendered([lines[text] for text in recordings], renderer)
    rest = [text for text in lines if text not in recordings]
    rendered = renderer.render_all([lines[text] for text in rest], progress)
    sounds = dict(zip(rest, rendered, strict=True))
    for text, recording in recordings.items():
        line = lines[text]
        sounds[text] = recorded(recording, materials.folder, line, as_rendered.get(line))
    return {
        text: Ready(
            line.written,
            split_marks(line.text)[0],
            filled[text].used,
            sounds[text],
            recordings[text].file if text in recordings else "",
        )
        for text, line in lines.items()
    }


def too_long(ready: Mapping[str, Ready], materials: Materials) -> Iterator[str]:
    """Say of each line that does not fit into its time how long it takes, and what to do."""
    for text, within_ns in materials.within.items():
        line = ready.get(text)
        if line and line.sound.duration_ns > within_ns:
            takes, has = seconds(line.sound.duration_ns), seconds(within_ns)
            what = f"{line.written!r} takes {takes:.2f} s and has {has:.2f} s"
            yield f"{what} — give the count-down a longer every, or a quicker voice"


def _as_rendered(lines: list[Line], renderer: Renderer) -> Mapping[Line, Sound]:
    """How recorded lines sound rendered, which tells where their words are; nothing in need."""
    try:
        return dict(zip(lines, renderer.render_all(lines), strict=True))
    except ModeratorError:
        return {}


def worded(line: Filled, materials: Materials) -> Line:
    """A filled line as the renderer takes it: in words, with its marks."""
    written, _ = split_marks(line.written)
    voice, said = materials.voice_of(line.written), without_voice(line.said)
    if line.language == "zh":
        return Line(spoken_mandarin(said, materials.pronounced["zh"]), voice, joined(written))
    return Line(spoken(said, materials.pronounced["en"]), voice, written)

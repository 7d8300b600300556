"""Words on a picture of a film: captions, names, the clock, and pages of nothing but words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from moderator.film.scenes import Card, Scene
from moderator.journal.transcript import sentence
from moderator.motion.seen.lettering import font
from moderator.motion.seen.shading import INK, PAPER, SEAL

if TYPE_CHECKING:
    from PIL import Image

Colour = tuple[int, int, int]

_QUIET = (112, 116, 118)
_MONITOR: dict[str, Colour] = {
    "": (74, 116, 86), "green": (74, 116, 86), "amber": (206, 142, 38), "red": SEAL,
}  # fmt: skip
_TALL = 720
"""All sizes are of a picture so many pixels tall."""


class Lettered:
    """A picture that words are put on.

    Args:
        image: the picture, red, green, blue.
    """

    def __init__(self, image: "Image.Image") -> None:
        from PIL import ImageDraw

        self.image = image
        self.draw = ImageDraw.Draw(image, "RGBA")
        self.wide, self.tall = image.size
        self.scale = self.tall / _TALL

    def stage(self, scene: Scene) -> None:
        """Put all that a scene of the stage says onto it."""
        self._head(scene)
        if scene.label[0]:
            self._label(*scene.label)
        if scene.caption[0]:
            self._caption(*scene.caption)

    def _head(self, scene: Scene) -> None:
        number, name = scene.cue
        across = self.write(40, 52, number, 19, SEAL)
        self.write(across / self.scale + 12, 52, name, 19, INK, room=640)
        edge = self.wide / self.scale - 40
        self.write(edge, 52, scene.time, 19, INK, anchor="rs")
        if scene.left_out:
            self.write(edge, 78, f"{scene.left_out} left out", 15, SEAL, anchor="rs")

    def _caption(self, text: str, by: str) -> None:
        lines = _wrapped(text, 46)[:3] if by else text.split("\n")
        size, step = 27.0, 38.0
        widest = max(self._breadth(line, size) for line in lines) / self.scale
        limit = 0.9 * self.wide / self.scale
        if widest > limit:
            size, widest = size * limit / widest, limit
        top = 684 - step * len(lines) - (26 if by else 0)
        middle = self.wide / self.scale / 2
        ink, ground = (INK, (*PAPER, 232)) if by else (PAPER, (*INK, 222))
        self.band(middle - widest / 2 - 22, top - 10, middle + widest / 2 + 22, 690, ground)
        if by:
            self.write(middle, top + 16, sentence(by), 17, SEAL, anchor="ms")
            top += 26
        for i, line in enumerate(lines):
            self.write(middle, top + 27 + step * i, line, size, ink, anchor="ms")

    def _label(self, name: str, office: str) -> None:
        lines = _wrapped(office, 58)[:3]
        wide = max([self._breadth(name, 30), *(self._breadth(line, 18) for line in lines)])
        top = 540.0 - 25 * len(lines)
        self.band(
            52, top - 40, 52 + wide / self.scale + 46, top + 14 + 25 * len(lines), (*PAPER, 236)
        )
        self.band(52, top - 40, 58, top + 14 + 25 * len(lines), (*SEAL, 255), 0)
        self.write(78, top, name, 30, INK)
        for i, line in enumerate(lines):
            self.write(78, top + 28 + 25 * i, line, 18, _QUIET)

    def page(self, scene: Scene) -> None:
        """Put a page of words onto it."""
        from PIL import Image

        card = scene.card
        assert card is not None
        middle = self.wide / self.scale / 2
        if card.kind == "talk":
            self._talk(card, middle)
            self.write(self.wide / self.scale - 40, 52, scene.time, 19, INK, anchor="rs")
        else:
            self.write(middle, 268, card.above, 22, _QUIET, anchor="ms", room=1100)
            self.write(middle, 350, card.title, 62, INK, anchor="ms", room=1120)
            self.band(middle - 34, 382, middle + 34, 385, (*SEAL, 255), 0)
            for i, line in enumerate(card.beneath):
                self.write(middle, 432 + 32 * i, line, 21, _QUIET, anchor="ms", room=1100)
        if card.shown < 1:
            paper = Image.new("RGB", self.image.size, PAPER)
            self.image.paste(Image.blend(paper, self.image, card.shown))

    def _talk(self, card: Card, middle: float) -> None:
        self.write(middle, 160, card.title, 52, INK, anchor="ms", room=1120)
        top = 204.0
        for i, line in enumerate(card.beneath):
            for part in _wrapped(line, 74)[:3]:
                told = _QUIET if i == 0 and len(card.beneath) > 1 else INK
                self.write(
                    middle, top, part, 21 if told == _QUIET else 26, told, anchor="ms", room=1140
                )
                top += 32
            top += 14
        self.write(middle, 500, card.clock, 92, INK, anchor="ms")
        if card.of:
            self.write(middle, 538, f"of {card.of}", 21, _QUIET, anchor="ms")
        colour = _MONITOR.get(card.colour, _MONITOR[""])
        left, right = middle - 320, middle + 320
        self.band(left, 572, right, 580, (*INK, 30), 4)
        if card.share > 0:
            self.band(left, 572, left + 640 * min(1.0, card.share), 580, (*colour, 255), 4)
        self.write(
            middle, 622, "the talk is shortened here; its clock runs fast", 16, _QUIET, anchor="ms"
        )

    def write(
        self, across: float, down: float, text: str, size: float, ink: Colour,
        anchor: str = "ls", room: float = 0.0,
    ) -> float:  # fmt: skip
        """Write a line; returns where it ends, pixels. Letters are smaller where room is short."""
        face = font(size * self.scale, text)
        if face is None or not text:
            return across * self.scale
        if room and face.getlength(text) > room * self.scale:
            size *= room * self.scale / face.getlength(text)
            face = font(size * self.scale, text)
            assert face is not None
        place = (across * self.scale, down * self.scale)
        self.draw.text(place, text, fill=ink, font=face, anchor=anchor)
        return place[0] + face.getlength(text)

    def band(
        self, left: float, top: float, right: float, bottom: float,
        colour: tuple[int, int, int, int], round_by: float = 8,
    ) -> None:  # fmt: skip
        """Put a plain band onto it."""
        box = [side * self.scale for side in (left, top, right, bottom)]
        self.draw.rounded_rectangle(box, round_by * self.scale, fill=colour)

    def _breadth(self, text: str, size: float) -> float:
        face = font(size * self.scale, text)
        return face.getlength(text) if face else 0.0


def _wrapped(text: str, most: int) -> list[str]:
    """A text in lines of so many letters, broken between words."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines += [word[i : i + most] for i in range(0, len(word), most)]
    return lines


def unwritable(texts: Sequence[str]) -> str:
    """A text for whose letters this machine has no font; empty when it has them all."""
    return next((text for text in texts if text and font(20, text) is None), "")

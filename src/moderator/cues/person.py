"""The people of a show: how they are written, and what each is called in each language."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from moderator.cues.written import Title, Written
from moderator.values.language import Language
from moderator.values.naming import Naming


class CalledWritten(Written):
    """What somebody is called in another language; what is left out is as in the first."""

    called: ClassVar[str] = "zh"

    name: Title | None = Field(None, description="in that language; the other name if left out")
    say: Title | None = Field(None, description="how it is pronounced, in pinyin with tones")
    office: Title | None = Field(None, description="in that language")


class PersonWritten(Written):
    """Somebody in the show."""

    called: ClassVar[str] = "a person"

    name: Title = Field(description="as captions and lower thirds show it")
    say: Title | None = Field(None, description="how the robot pronounces the name")
    office: Title | None = Field(None, description="their office, as it is introduced")
    is_: Literal["moderator", "speaker", "guest"] = Field("guest", alias="is")
    zh: CalledWritten | None = Field(None, description="what they are called in Mandarin")

    def name_in(self, language: Language) -> str:
        """Their name as a line in that language writes it."""
        return self._form(language).name or self.name

    def office_in(self, language: Language) -> str:
        """Their office as a line in that language writes it; empty where none is written."""
        return self._form(language).office or self.office or ""

    def _form(self, language: Language) -> "CalledWritten | PersonWritten":
        return self.zh if language == "zh" and self.zh else self

    def facts(self) -> Mapping[str, Naming]:
        """What lines say of them: each in the language of the line."""
        words = {"name": self.name_in, "office": self.office_in}
        return {word: Naming(told("en"), told("zh")) for word, told in words.items() if told("en")}


def said(people: Mapping[str, PersonWritten], language: Language) -> dict[str, str]:
    """How the names are pronounced in a language, by the name as it is written."""
    own = {person.name: person.say for person in people.values() if person.say}
    forms = [(person.name_in("zh"), person.zh.say) for person in people.values() if person.zh]
    return own | {name: say for name, say in forms if say and language == "zh"}

"""Everything that can go wrong and is told to a person.

ModeratorError                 one line: what is wrong, and what to do
├── CannotStart                wrong use, or something needed is missing (exit 2)
│   ├── UnknownRobot           no installed adapter has that name
│   ├── NoSpeechEngine         nothing on this machine can render speech
│   └── CannotWrite            a folder or file cannot be written
├── ShowHasProblems            the show file does not pass its checks (exit 1)
│   └── FaultsHaveProblems     the faults file is not right (exit 2)
├── SpeechFailed               one line could not be rendered
│   └── SpeechProcessFailed    what renders it does not start, or has died of it
├── SourceSilent               where a live fact is from does not answer
│   └── NotNow                 it may, when it is asked again
├── ModelFailed                a language model does not answer, or says more than its facts
├── NotConfirmed               a person did not confirm a check of preflight
└── NotLegal                   an order that the show's state does not allow
"""

from collections.abc import Mapping, Sequence


class ModeratorError(Exception):
    """Something a person can act on.

    Args:
        message: what is wrong, in one line.
        hint: what to do about it, in one line, or nothing.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} — {self.hint}" if self.hint else self.message


class CannotStart(ModeratorError):
    """Wrong use, or something the command needs is missing."""

    exit_code = 2


class UnknownRobot(CannotStart):
    """No installed adapter has that name."""


class NoSpeechEngine(CannotStart):
    """Nothing on this machine can render speech."""


class CannotWrite(CannotStart):
    """A folder or file that the command must write cannot be written."""


class ShowHasProblems(ModeratorError):
    """The show file does not pass its checks; the problems were printed.

    Args:
        message: how many there are, and where.
        hint: what to do about them.
        problems: each as plain data.
    """

    def __init__(
        self, message: str, hint: str = "", problems: Sequence[Mapping[str, object]] = ()
    ) -> None:
        super().__init__(message, hint)
        self.problems = problems


class FaultsHaveProblems(ShowHasProblems):
    """The faults file is not right; the problems were printed."""

    exit_code = 2


class SpeechFailed(ModeratorError):
    """One line could not be rendered."""


class SpeechProcessFailed(SpeechFailed):
    """What renders a line does not start, or has died of it."""


class SourceSilent(ModeratorError):
    """Where a live fact is from does not answer."""


class NotNow(SourceSilent):
    """It does not answer now, and may when it is asked again."""


class ModelFailed(ModeratorError):
    """A language model does not answer, or what it says is not in its facts."""


class SendFailed(ModeratorError):
    """A message did not reach its device."""


class NotConfirmed(ModeratorError):
    """A person did not confirm a check of preflight."""


class NotLegal(ModeratorError):
    """An order that the show's state does not allow."""

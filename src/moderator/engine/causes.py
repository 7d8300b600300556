"""What is inside an exception that a task group made of several."""

from collections.abc import Iterator


def causes(error: BaseException) -> Iterator[BaseException]:
    """The exceptions that were really raised, in order."""
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from causes(inner)
    else:
        yield error


def in_a_line(error: BaseException) -> str:
    """The first of them, for the record."""
    first = next(causes(error))
    return f"{type(first).__name__}: {first}"

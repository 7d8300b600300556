"""The faults of one night: what is left to chance is drawn before anything begins."""

from collections import Counter
from collections.abc import Iterable, Iterator

from moderator.faults.fault import Fault
from moderator.values.chance import Chance


def drawn(faults: Iterable[Fault], chance: Chance) -> Iterator[Fault]:
    """Yield those that come, each at a plain instant.

    Every fault has a stream of its own, named by its kind and which of that kind it is, so that one
    more of another kind changes nothing here.
    """
    numbers: Counter[str] = Counter()
    for fault in faults:
        numbers[fault.fault] += 1
        if fault.chance == 1.0 and fault.within is None:
            yield fault
            continue
        draw = chance.stream(f"faults/{fault.fault}/{numbers[fault.fault]}")
        comes, share = draw.random() < fault.chance, draw.random()
        if comes:
            later_ns = round(share * (fault.within or 0))
            key = "after" if fault.at is None else "at"
            when = {key: (getattr(fault, key) or 0) + later_ns} if fault.within else {}
            yield fault.model_copy(update={"within": None, "chance": 1.0, **when})

"""Values that are worked out from others, as in a spreadsheet: `= (now - before) / before`."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DecimalException

from moderator.values.number_words import SIZES
from moderator.values.quantity import Count, Currency, Money, Percent, Quantity, Ratio, Value
from moderator.values.units import unit_named

DIGITS = {"money": 2, "percent": 1, "count": 0, "quantity": 1, "ratio": 1}
"""The kinds that can be worked out, and to how many digits after the point where none are said."""

MOST_DIGITS = 6

_LONGEST = 200
_SCALED = 2
_SIGNS = str.maketrans("−×·÷", "-**/")
_SCALES = ("trillion", "billion", "million")
_HOW = "write names, numbers, + − × ÷ and parentheses, like = (now - before) / before"


@dataclass(frozen=True)
class Amount:
    """A number in the course of working out.

    Attributes:
        number: in ones: no millions, no per cents.
        kind: money, count or quantity; nothing for a share or a plain number.
        unit: the currency, the things that are counted, or the unit.
    """

    number: Decimal
    kind: str = ""
    unit: Currency | str = ""

    @property
    def in_words(self) -> str:
        """What it is an amount of."""
        name = self.unit.many if isinstance(self.unit, Currency) else self.unit
        return name or self.kind or "a plain number"

    def like(self, other: "Amount") -> bool:
        """Whether both are of the same thing."""
        return (self.kind, self.unit) == (other.kind, other.unit)


def read(text: str) -> ast.expr:
    """Read an expression; only what `work_out` can do is let in.

    Raises:
        ValueError: it cannot be read; the message says what to write instead.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"over {_LONGEST} letters are hard to follow; make it of several facts")
    try:
        tree = ast.parse(text.translate(_SIGNS).strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f"{text.strip()!r} cannot be read; {_HOW}") from None
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED) or (isinstance(node, ast.Constant) and not _plain(node)):
            part = ast.get_source_segment(text.strip(), node) or text.strip()
            raise ValueError(f"{part!r} is nothing to work out; {_HOW}")
    return tree


_ALLOWED = (
    *(ast.BinOp, ast.UnaryOp, ast.Name, ast.Attribute, ast.Constant, ast.Load),
    *(ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub),
)


def _plain(node: ast.Constant) -> bool:
    return type(node.value) in (int, float) and Decimal(repr(node.value)).is_finite()


def names_in(tree: ast.expr) -> Iterator[str]:
    """The facts that an expression is made of, in order."""
    if isinstance(tree, ast.Name | ast.Attribute):
        yield ast.unparse(tree)
        return
    for inner in ast.iter_child_nodes(tree):
        if isinstance(inner, ast.expr):
            yield from names_in(inner)


def work_out(tree: ast.expr, amount_of: Callable[[str], Amount]) -> Amount:
    """The amount of an expression.

    Raises:
        ValueError: units do not go together, or it divides by zero; the message says so.
    """
    match tree:
        case ast.Constant(value=number):
            return Amount(Decimal(repr(number)))
        case ast.UnaryOp(operand=inner):
            one = work_out(inner, amount_of)
            return Amount(-one.number, one.kind, one.unit)
        case ast.BinOp(left=left, op=operator, right=right):
            return _joined(work_out(left, amount_of), operator, work_out(right, amount_of))
    return amount_of(ast.unparse(tree))


def _joined(one: Amount, operator: ast.operator, other: Amount) -> Amount:
    if isinstance(operator, ast.Div) and not other.number:
        raise ValueError("this divides by zero; divide by something that is never 0")
    try:
        match operator:
            case ast.Mult() if not (one.kind and other.kind):
                unit = one if one.kind else other
                return Amount(one.number * other.number, unit.kind, unit.unit)
            case ast.Div() if one.like(other):
                return Amount(one.number / other.number)
            case ast.Div() if not other.kind:
                return Amount(one.number / other.number, one.kind, one.unit)
            case ast.Add() if one.like(other):
                return Amount(one.number + other.number, one.kind, one.unit)
            case ast.Sub() if one.like(other):
                return Amount(one.number - other.number, one.kind, one.unit)
    except DecimalException:
        raise ValueError("this comes to no number; look at the figures") from None
    raise ValueError(
        f"{one.in_words} and {other.in_words} do not go together; "
        "put in facts of one currency, of the same things, or shares"
    )


def amount(value: Value) -> Amount:
    """A value as it is worked with.

    Raises:
        ValueError: it is nothing to work with.
    """
    match value:
        case Money(number, currency, scale):
            return Amount(number * SIZES.get(scale, 1), "money", currency)
        case Count(number, things, scale):
            return Amount(number * SIZES.get(scale, 1), "count", things)
        case Quantity(number, unit):
            named = unit_named(unit)
            return Amount(number, "quantity", named.many if named else unit)
        case Percent(number):
            return Amount(number / 100)
        case Ratio((part, whole)) if whole:
            return Amount(part / whole)
    raise ValueError(f"{value.written()!r} is nothing to work with; name amounts and shares")


def value(found: Amount, kind: str, digits: int | None) -> Value:
    """An amount as a value of a kind, rounded.

    Args:
        found: the amount.
        kind: one of DIGITS.
        digits: after the point; as is usual for the kind when None.

    Raises:
        ValueError: it is nothing of that kind.
    """
    wanted = kind if kind in ("money", "count", "quantity") else ""
    if found.kind != wanted:
        kinds = found.kind or "percent or ratio"
        raise ValueError(f"this comes to {found.in_words}, which is no {kind}; call it {kinds}")
    scale = next((name for name in _SCALES if abs(found.number) >= SIZES[name]), "")
    usual = _SCALED if scale and kind in ("money", "count") else DIGITS[kind]
    digits = usual if digits is None else digits
    if kind == "percent":
        return Percent(_rounded(found.number * 100, digits))
    if kind == "ratio":
        return Ratio((_rounded(found.number, digits), Decimal(1)))
    if kind == "quantity":
        return Quantity(_rounded(found.number, digits), str(found.unit))
    number = _rounded(found.number / SIZES.get(scale, 1), digits)
    if isinstance(found.unit, Currency):
        return Money(number, found.unit, scale)
    return Count(number, found.unit, scale)


def _rounded(number: Decimal, digits: int) -> Decimal:
    """Rounded as at school; no zeros at the end."""
    try:
        near = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    except DecimalException:
        raise ValueError("this comes to a number that is too long to say; look at it") from None
    if near == near.to_integral_value():
        return near.quantize(Decimal(1))
    return near.normalize()

"""The number guard: nothing is spoken of a draft that says more than the facts it was given."""

from moderator.knowledge.guard.cited import Cited, cite
from moderator.knowledge.guard.objections import objections

__all__ = ["Cited", "cite", "objections"]

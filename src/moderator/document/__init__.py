"""YAML with places: every value knows its line and column, every problem says where it is."""

from moderator.document.dialect import read_document
from moderator.document.document import Document
from moderator.document.problems import Place, Problem, Problems
from moderator.document.validate import salvaged, validated

__all__ = ["Document", "Place", "Problem", "Problems", "read_document", "salvaged", "validated"]

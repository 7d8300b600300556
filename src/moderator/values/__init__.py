"""Typed values that a show speaks and counts with."""

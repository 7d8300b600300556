"""Motions of the whole body: scores in space, and what a motion asks of a body that stands."""

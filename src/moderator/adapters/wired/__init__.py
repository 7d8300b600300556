"""Robots at the far side of a wire: their joints are measured there, and followed there.

`WiredRobot` keeps the contract's sentences; an adapter brings the `FarSide` that speaks its robot's
own protocol, in its own units and names.
"""

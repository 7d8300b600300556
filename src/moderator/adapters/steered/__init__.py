"""Robots whose joints are told where to be, moment by moment: simulated ones, and streamed ones.

`SteeredRobot` keeps the contract's sentences about motions; an adapter brings the body that
follows.
"""

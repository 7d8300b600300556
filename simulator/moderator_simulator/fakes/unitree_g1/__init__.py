"""A Unitree G1 of 29 joints, made of software, on DDS: `python -m` runs it.

Written from the maker's own interface, and shares with the adapter no code but the message types.
It takes what the real robot takes: arms and waist through `rt/arm_sdk`, and services; its legs are
its own controller's. What arms do when nothing more comes is assumed: they stay where they were
last told to be.
"""

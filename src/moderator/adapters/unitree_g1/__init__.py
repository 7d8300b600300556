"""The wire to a Unitree G1 with 29 joints, over DDS: its messages, joints and codes.

There is no adapter on it yet.
"""

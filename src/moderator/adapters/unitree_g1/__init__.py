"""Unitree's G1 of 29 joints, over DDS: arms and waist led over its own standing controller."""

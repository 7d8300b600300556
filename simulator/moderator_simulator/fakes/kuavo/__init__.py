"""A Kuavo, model 45, made of software, behind a rosbridge server: `python -m` runs it.

Written from the maker's description of its interface, and shares no code with the adapter. It takes
what the real robot takes: arms and head, and velocity; its legs are its own controller's.
"""

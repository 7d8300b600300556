"""Kuavo, of Leju, over rosbridge: arms and head streamed, its own controller keeping the balance.

Source of topics, services and modes, unless another is named: LejuRobotics/kuavo-ros-opensource,
docs/运动控制API.md, and kuavo_humanoid_websocket_sdk, which speaks to them over rosbridge.
"""

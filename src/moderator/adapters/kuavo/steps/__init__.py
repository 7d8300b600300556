"""A motion as Kuavo's own players take it: steps, places of the torso, poses of the arms.

Paths here are those of LejuRobotics/kuavo-ros-opensource. What its players send is carried out by
the controller's GaitSchedule.cpp and SwitchedModelReferenceManager.cpp, of which that repository
has the headers and the library, and other public copies of it the text.
"""

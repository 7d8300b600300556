"""Any robot whose arms, waist and head follow joint trajectories, of ROS 1 or ROS 2.

Over rosbridge, by the action `FollowJointTrajectory` of control_msgs: what ros_control's and
ros2_control's joint_trajectory_controller offer, and the drivers of many makers. Its legs are its
own: this adapter knows nothing of balance, and takes none of their joints.
"""

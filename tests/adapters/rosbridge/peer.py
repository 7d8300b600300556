"""roslibpy as a client, in a process of its own: `python peer.py PORT ROS`, one JSON line out."""

import json
import sys
import threading
import time

import roslibpy
from roslibpy.ros1 import actionlib

PORT, ROS = int(sys.argv[1]), int(sys.argv[2])


def topic(ros):
    """What came of a round by topics: what it published is sent back under another name."""
    back, came = [], threading.Event()

    def heard(message):
        back.append(message["data"])
        if len(back) == 20:
            came.set()

    echo = roslibpy.Topic(ros, "/echo", "std_msgs/String")
    echo.subscribe(heard)
    words = roslibpy.Topic(ros, "/words", "std_msgs/String")
    roslibpy.Service(ros, "/rosapi/topics", "rosapi/Topics").call(roslibpy.ServiceRequest())
    for number in range(20):
        words.publish(roslibpy.Message({"data": str(number)}))
    came.wait(10)
    words.unadvertise()
    echo.unsubscribe()
    return back


def services(ros):
    """A service that answers, one that refuses, one that is not there."""
    add = roslibpy.Service(ros, "/add", "x/Add")
    told = {"sum": add.call(roslibpy.ServiceRequest({"a": 2, "b": 3}), timeout=10)["sum"]}
    for name in ("/refuses", "/nobody"):
        try:
            service = roslibpy.Service(ros, name, "std_srvs/Trigger")
            service.call(roslibpy.ServiceRequest(), timeout=10)
        except roslibpy.core.ServiceException as error:
            told[name] = str(error)
    return told


def rosapi(ros):
    """Its own questions of the ROS master."""
    ros.set_param("/speed", 0.5)
    return {
        "topics": sorted(ros.get_topics()),
        "type": ros.get_topic_type("/echo"),
        "service_type": ros.get_service_type("/add"),
        "param": ros.get_param("/speed"),
        "nodes": ros.get_nodes(),
        "time": ros.get_time().secs > 0 if ROS == 1 else True,
    }


def actions_of_ros_1(ros):
    """A goal that ends, and one that is cancelled."""
    client = actionlib.ActionClient(ros, "/count", "x/CountAction")
    feedback = []
    done = actionlib.Goal(client, roslibpy.Message({"to": 3}))
    done.on("feedback", feedback.append)
    done.send()
    result = done.wait(10)
    stopped = actionlib.Goal(client, roslibpy.Message({"to": -1}))
    stopped.send()
    stopped.cancel()
    stopped_result = stopped.wait(10)
    client.dispose()
    return {
        "result": result,
        "status": done.status["status"],
        "feedback": feedback,
        "stopped": [stopped_result, stopped.status["status"]],
    }


def actions_of_ros_2(ros):
    """The same."""
    client = roslibpy.ActionClient(ros, "/count", "x/action/Count")
    feedback, results, errors = [], [], []

    def send(to):
        goal = roslibpy.Goal({"to": to})
        return client.send_goal(
            goal,
            lambda result: results.append([result["status"].value, result["values"]]),
            lambda told: feedback.append(dict(told)),
            errors.append,
        )

    client.wait_goal(send(3), 10)
    stopped = send(-1)
    time.sleep(0.3)  # earlier, rosbridge loses it
    client.cancel_goal(stopped)
    client.wait_goal(stopped, 10)
    return {"feedback": feedback, "results": results, "errors": errors}


def main():
    """Do all of it."""
    ros = roslibpy.Ros("127.0.0.1", PORT, transport="asyncio")
    ros.run(10)
    told = {"topic": topic(ros), "services": services(ros), "rosapi": rosapi(ros)}
    told["actions"] = actions_of_ros_1(ros) if ROS == 1 else actions_of_ros_2(ros)
    print(json.dumps(told, default=dict))
    ros.terminate()


main()

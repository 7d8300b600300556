"""The services of rosapi, over a graph. Source: rosapi/scripts/rosapi_node, rosapi_msgs/srv."""

import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moderator_simulator.fakes.ros.graph import Graph, Message


def offer(graph: "Graph") -> None:
    """Offer them."""
    package = "rosapi" if graph.ros == 1 else "rosapi_msgs/srv"
    names: dict[str, tuple[str, Any]] = {
        "topics": ("Topics", lambda _: _topics(graph)),
        "topic_type": ("TopicType", lambda told: {"type": _topic_type(graph, told["topic"])}),
        "topics_for_type": ("TopicsForType", lambda told: _of_type(graph, told["type"])),
        "services": ("Services", lambda _: {"services": list(graph.services)}),
        "service_type": ("ServiceType", lambda told: {"type": _kind(graph, told["service"])}),
        "service_node": ("ServiceNode", lambda told: {"node": _node_of(graph, told["service"])}),
        "nodes": ("Nodes", lambda _: {"nodes": list(graph.nodes)}),
        "node_details": ("NodeDetails", lambda told: _details(graph, told["node"])),
        "action_servers": ("GetActionServers", lambda _: {"action_servers": _actions(graph)}),
        "get_param": ("GetParam", lambda told: _get(graph, told)),
        "set_param": ("SetParam", lambda told: _set(graph, told)),
        "has_param": ("HasParam", lambda told: {"exists": told["name"] in graph.params}),
        "delete_param": ("DeleteParam", lambda told: _delete(graph, told)),
        "get_param_names": ("GetParamNames", lambda _: {"names": list(graph.params)}),
        "get_time": ("GetTime", lambda _: {"time": _now(graph)}),
    }
    for name, (kind, answer) in names.items():
        graph.service(f"/rosapi/{name}", f"{package}/{kind}", answer)


def _topics(graph: "Graph") -> "Message":
    there = {name: topic.kind for name, topic in graph.topics.items() if topic.published}
    return {"topics": list(there), "types": list(there.values())}


def _topic_type(graph: "Graph", name: str) -> str:
    return graph.topics[name].kind if name in graph.topics else ""


def _of_type(graph: "Graph", kind: str) -> "Message":
    return {"topics": [name for name, topic in graph.topics.items() if topic.kind == kind]}


def _kind(graph: "Graph", service: str) -> str:
    return graph.services.get(service, ("", None))[0]


def _node_of(graph: "Graph", service: str) -> str:
    if service not in graph.services:
        return ""
    return "/rosapi" if service.startswith("/rosapi/") else graph.nodes[0]


def _details(graph: "Graph", node: str) -> "Message":
    if node != graph.nodes[0]:
        return {"subscribing": [], "publishing": [], "services": []}
    return {
        "subscribing": [name for name, topic in graph.topics.items() if topic.heard],
        "publishing": [name for name, topic in graph.topics.items() if topic.published],
        "services": [name for name in graph.services if not name.startswith("/rosapi/")],
    }


def _actions(graph: "Graph") -> list[str]:
    if graph.ros == 2:
        return list(graph.actions)
    statuses = [name for name in graph.topics if name.endswith("/status")]
    return [name.removesuffix("/status") for name in statuses]


def _get(graph: "Graph", told: "Message") -> "Message":
    default = told.get("default" if graph.ros == 1 else "default_value", "")
    with suppress(ValueError):  # what is no JSON is told back as it came
        default = json.loads(default)
    return {"value": json.dumps(graph.params.get(told["name"], default or None))}


def _set(graph: "Graph", told: "Message") -> "Message":
    graph.params[told["name"]] = json.loads(told["value"])
    return {}


def _delete(graph: "Graph", told: "Message") -> "Message":
    graph.params.pop(told["name"], None)
    return {}


def _now(graph: "Graph") -> dict[str, int]:
    seconds, nanoseconds = divmod(time.time_ns(), 10**9)
    if graph.ros == 1:
        return {"secs": seconds, "nsecs": nanoseconds}
    return {"sec": seconds, "nanosec": nanoseconds}

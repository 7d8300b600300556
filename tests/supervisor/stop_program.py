"""A robot's stop program, as the contract has it: what it was told goes into a file."""

import sys
import time
from pathlib import Path

told, how = Path(sys.argv[1]), sys.argv[2]
if how == "ends":
    sys.exit(3)
if how == "lost":
    print("lost nobody answers", flush=True)
elif how == "late":
    time.sleep(0.3)
    print("ready", flush=True)
elif how == "ready":
    print("ready", flush=True)
with told.open("a") as file:
    file.write("began\n")
    file.flush()
    for line in sys.stdin:
        if line.strip() in ("relax", "freeze", "robot_stop"):
            file.write(line)
            file.flush()
            print("sent", line.strip(), flush=True)
    file.write("ended\n")

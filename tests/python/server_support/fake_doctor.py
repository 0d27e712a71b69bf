"""A stand-in for `peach doctor`, chosen by files in the state directory of the stand-in scheduler.

`doctor-slow`: it goes on until that file is gone, with a child of its own. `doctor-exit`: its exit code, with words and
no report.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path


def examine(state: Path) -> None:
    """Tell of this look, and print a report."""
    with open(state / "looks", "a") as looks:
        looks.write(json.dumps({"pid": os.getpid(), "arguments": sys.argv[1:], "folder": os.getcwd()}) + "\n")
    if (state / "doctor-slow").exists():
        child = subprocess.Popen(["sleep", "300"])
        (state / "doctor-child").write_text(str(child.pid))
        while (state / "doctor-slow").exists():
            time.sleep(0.02)
        child.kill()
    if (state / "doctor-exit").exists():
        print("fake doctor: broke", file=sys.stderr)
        sys.exit(int((state / "doctor-exit").read_text()))
    check = {"name": "git", "half": "scheduler", "state": "problem", "found": "none", "remedy": "run `apt install git`"}
    print(json.dumps({"checks": [check]}))
    sys.exit(1)

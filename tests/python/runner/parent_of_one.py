"""Does for one run what a warm parent does for many: ``python <this file> <run folder>``."""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from peach_lab.runner.orphans import (
    continue_stopped,
    end_of_killed,
    end_orphans,
    remove_temporary_folder,
    write_end_of_killed,
)
from peach_lab.runner.parentage import adopt_orphans
from peach_lab.runner.start import Starter


def main(folder: str) -> None:
    adopt_orphans()
    bystander = os.fork()
    if bystander == 0:
        time.sleep(600)
    supervisor = os.fork()
    if supervisor == 0:
        os.setsid()
        os._exit(Starter(None).start(folder))
    while True:
        continue_stopped([supervisor])
        ended, status = os.waitpid(supervisor, os.WNOHANG)
        if ended:
            break
        time.sleep(0.005)
    while not end_orphans([bystander]):
        time.sleep(0.02)
    text = end_of_killed(folder, status)
    if text is not None:
        write_end_of_killed(folder, text)
        remove_temporary_folder(folder)
    os.kill(bystander, 9)  # fails where it was taken for an orphan
    os.waitpid(bystander, 0)


if __name__ == "__main__":
    main(sys.argv[1])

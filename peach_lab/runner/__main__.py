"""``python <this file> <run folder>``: supervises the run whose specification lies in that folder.

``python <this file> --warm [modules as a JSON list]``: forks supervisors as descriptor 3 asks for them.
"""

import os
import sys
from types import ModuleType

_CHANNEL = 3
_RUNNER = os.path.dirname(os.path.abspath(__file__))


def _enter_package() -> None:
    """Make ``peach_lab.runner`` importable, and nothing else of the folder that holds ``peach_lab``.

    That folder is often another environment's site-packages, so it must not be on the path of the run. The parent
    stands empty: executing the real one costs time, and the run imports its own (see ``package_finder``).
    """
    if sys.path and os.path.abspath(sys.path[0]) == _RUNNER:
        del sys.path[0]
    parent = ModuleType("peach_lab")
    parent.__path__ = [os.path.dirname(_RUNNER)]
    sys.modules["peach_lab"] = parent


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python peach_lab/runner/__main__.py RUN_FOLDER | --warm [MODULES]")
    _enter_package()
    if sys.argv[1] == "--warm":
        from peach_lab.runner.plain_json import parse_json
        from peach_lab.runner.warm_parent import serve

        sys.exit(serve(_CHANNEL, parse_json(sys.argv[2]) if len(sys.argv) > 2 else None))
    from peach_lab.runner.start import Starter

    sys.exit(Starter(None).start(sys.argv[1]))

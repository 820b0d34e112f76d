"""The program as it is started."""

import atexit
import os
import sys
from typing import NoReturn

from builder.cli import BUILT, main


def run() -> NoReturn:
    """Run the command, and end at once where all is done: to give back all that was read, piece by piece, takes a fifth
    of a second. Else workers that were stopped in the middle are waited for."""
    status = main()
    if status != BUILT:
        raise SystemExit(status)
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # Python says it, and what is left is lost as it would be
        raise SystemExit(status) from None
    os._exit(status)


if __name__ == "__main__":
    run()

"""Exit codes: 0 done, 1 content faults (with --strict, warnings too), 2 usage, 3 something of the machine is missing,
130 interrupted."""

from typing import Final

BUILT: Final = 0
FAULTS: Final = 1
USAGE: Final = 2
MACHINE: Final = 3
INTERRUPTED: Final = 130

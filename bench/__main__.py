"""`python3 run.py bench`: Builder beside other programs, with builds of our report and with longer and longer text."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench import growth, peers
from bench.table import where

_TIMES = (1, 4, 16)


def main() -> None:
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("rounds", type=int, nargs="?", default=5, help="of whole builds; 0: none (default: 5)")
    times = "lengths of text for growth (default: 1 4 16); 64 takes many minutes"
    parser.add_argument("--times", type=int, nargs="*", default=_TIMES, metavar="N", help=times)
    parser.add_argument("--plot", type=Path, metavar="DIR", help="draw the growth into this folder, as growth.svg")
    options = parser.parse_args()
    print(where(), flush=True)
    if options.rounds:
        print(f"\n{peers.table(options.rounds)}", flush=True)
    found = {}
    for size, costs in growth.grown(sorted(options.times)):
        found[size] = costs
        print(f"{size}× is done", flush=True)
    if found:
        print(f"\n{growth.table(found)}", flush=True)
    if found and options.plot:
        print(growth.plot(found, options.plot))


if __name__ == "__main__":
    main()

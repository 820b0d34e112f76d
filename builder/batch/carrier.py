"""What Dask hands to each worker once, to those that come later or come again, too; and how a worker makes a row."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

from distributed import WorkerPlugin, get_worker

from builder.batch.bundle import Bundle, place
from builder.batch.row import Outcome, Task, make_row
from builder.batch.seats import Seats

if TYPE_CHECKING:
    from distributed import Worker


class Carrier(WorkerPlugin):
    """Brings the files of a run to a worker, and seats for its rows. The files stay when the run is over: another
    worker of the machine may be using them, and the next run may want them.

    Rows are made beside the worker, not in it: its loop goes on answering while they are, a row that ends its process
    does not end the worker, and as many are made at once as the worker has threads."""

    def __init__(self, bundle: Bundle) -> None:
        self.name = _name(bundle.digest)
        self.bundle = bundle
        self.seats: Seats | None = None

    def setup(self, worker: Worker) -> None:
        """Raises OSError."""
        place(self.bundle)
        # A worker is a daemon, and those may have no children, since these would outlive it; ours do not.
        multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
        self.seats = Seats(worker.state.nthreads)

    def teardown(self, worker: Worker) -> None:
        if self.seats:
            self.seats.shutdown(wait=False, cancel_futures=True)


def make_beside(task: Task) -> Outcome:
    """The row, by a seat of this worker. Raises BrokenExecutor where that was ended, FileNotFoundError where the worker
    could not lay out what rows need."""
    carrier = get_worker().plugins.get(_name(task.order.bundle))
    if not isinstance(carrier, Carrier) or carrier.seats is None:
        raise FileNotFoundError(f"the worker {get_worker().address} could not lay out the project; its log says why")
    outcome: Outcome = carrier.seats.submit(make_row, task).result()
    return outcome


def _name(digest: str) -> str:
    return f"builder-{digest}"

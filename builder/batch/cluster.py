"""A Dask cluster behind the face of `concurrent.futures`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from builder.batch.bundle import Bundle
from builder.batch.row import Outcome, Task
from builder.batch.run import GONE
from builder.cache import release
from builder.request import UsageError

if TYPE_CHECKING:
    from distributed import Client

_WAIT_S: Final = 30.0
_AGE_S: Final = 2.0
"""Seconds for which the number of workers is taken to be what it was."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """`room`: how many rows it can take at the moment; raises OSError when the cluster is gone."""

    executor: Executor
    room: Callable[[], int]


@contextmanager
def cluster(address: str, bundle: Bundle) -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address`, with the bundle on all its workers; when the block is left, what is
    not begun is called off. Raises UsageError where there is none, or its workers are not what the run needs."""
    if not find_spec("distributed"):
        raise UsageError("--cluster needs the extra 'batch': pip install 'builder[batch]'")
    from distributed import Client

    from builder.batch.carrier import Carrier

    try:
        client = Client(address, timeout=_WAIT_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(f"there is no Dask scheduler at {address}: {error}") from None
    with client:
        _ask(client, address)
        carrier = Carrier(bundle)
        client.register_plugin(carrier)
        executor = client.get_executor(pure=False)
        try:
            yield Cluster(executor, _Room(client, address))
        finally:
            executor.shutdown(wait=False)
            with suppress(Exception):  # the scheduler may be what is gone
                client.unregister_worker_plugin(carrier.name)


def _ask(client: Client, address: str) -> None:
    """Raises UsageError where there are no workers, or they run another Builder."""
    try:
        client.wait_for_workers(1, timeout=_WAIT_S)
    except TimeoutError:
        raise UsageError(f"the cluster at {address} has no workers: dask worker {address}") from None
    try:
        found: Mapping[str, str] = client.run(release)
    except Exception as error:  # whatever a worker without Builder raises when it is to call it
        raise UsageError(f"the workers at {address} cannot run Builder: install its wheel there ({error})") from None
    if other := sorted(worker for worker, one in found.items() if one != release()):
        raise UsageError(
            f"{len(other)} of {len(found)} workers ({', '.join(other[:3])}) have another Builder than this machine: "
            "install the same wheel, the same versions of its packages and the same Python on all"
        )


class _Room:
    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address
        self._asked, self._found = 0.0, 1

    def __call__(self) -> int:
        """A row a thread: what waits on a worker that is lost would be under suspicion, too."""
        if time.monotonic() - self._asked > _AGE_S:
            try:
                self._found = sum(self._client.nthreads().values())
            except Exception as error:  # the connection's own kinds, by the way in which it broke
                raise ConnectionError(f"{self._address}: {GONE} ({error})") from None
            self._asked = time.monotonic()
        return self._found


def why(error: Exception) -> str:
    """Why the cluster could not make a row, in words."""
    from distributed.scheduler import KilledWorker

    if isinstance(error, KilledWorker):
        return f"{error.allowed_failures + 1} workers that made it were lost, perhaps for want of memory"
    return f"{type(error).__name__}: {error}"


def work() -> Callable[[Task], Outcome]:
    """How a worker makes a row."""
    from builder.batch.carrier import make_beside

    return make_beside

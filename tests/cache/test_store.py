"""What is kept comes out as it went in, or not at all; nobody has to look after it."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from builder.cache import Store, digest

KEY, OTHER = digest("one"), digest("other")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / ".builder" / "cache")


def files(store: Store) -> list[Path]:
    return sorted(path for path in store.folder.glob("*/*") if path.is_file())


def test_it_gives_back_what_it_was_given(store: Store) -> None:
    assert store.get(KEY) is None
    store.put(KEY, b"\x00content")
    store.put(OTHER, b"")
    assert store.get(KEY) == b"\x00content"
    assert store.get(OTHER) == b""
    assert Store(store.folder).get(KEY) == b"\x00content"
    store.put(KEY, b"new")
    assert store.get(KEY) == b"new"


@pytest.mark.parametrize("damage", [lambda c: c[:-1], lambda c: c + b"x", lambda c: b"", lambda c: b"x" + c[1:]])
def test_what_is_damaged_is_gone(store: Store, damage: object) -> None:
    assert callable(damage)
    store.put(KEY, b"content")
    (path,) = files(store)
    path.write_bytes(damage(path.read_bytes()))
    assert store.get(KEY) is None
    assert files(store) == []
    store.put(KEY, b"content")
    assert store.get(KEY) == b"content"


def test_what_was_not_asked_for_longest_goes_first(store: Store) -> None:
    keys = [digest(number) for number in range(10)]
    for age, key in enumerate(keys):
        store.put(key, bytes(1000))
        os.utime(store.folder / key[:2] / key[2:], (1000 + age, 1000 + age))
    assert store.get(keys[0]) is not None
    store.trim(5 * 1032)
    assert [store.get(key) is not None for key in keys] == [True] + 6 * [False] + 3 * [True]
    store.trim(5 * 1032)
    assert sum(store.get(key) is not None for key in keys) == 4, "below its limit nothing goes"


def test_what_was_never_finished_is_swept_when_it_is_old(store: Store) -> None:
    store.put(KEY, b"content")
    young, old = (store.folder / KEY[:2] / f"{name}.part" for name in ("young", "old"))
    for part in (young, old):
        part.write_bytes(b"half")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    store.trim()
    assert (young.exists(), old.exists()) == (True, False)
    assert store.get(KEY) == b"content"


def test_it_is_not_for_version_control(store: Store) -> None:
    store.put(KEY, b"content")
    store.trim()
    assert (store.folder / ".gitignore").read_text("utf-8") == "*\n"


def test_many_may_use_it_at_once(store: Store) -> None:
    contents = {digest(number): bytes([number]) * 5000 for number in range(8)}

    def work(_: int) -> bool:
        for key, content in contents.items():
            store.put(key, content)
            if store.get(key) not in (content, None):
                return False
            store.trim(20_000)
        return True

    with ThreadPoolExecutor(8) as executor:
        assert all(executor.map(work, range(24)))


def test_a_place_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "cache")
    store.put(KEY, b"content")
    store.trim()
    assert store.get(KEY) is None


def test_it_is_cleared(store: Store) -> None:
    assert store.clear() == 0
    store.put(KEY, b"content")
    assert store.clear() > len(b"content")
    assert store.get(KEY) is None
    assert not store.folder.exists()


def test_what_one_makes_others_wait_for(store: Store) -> None:
    seen = []
    inside, go = threading.Event(), threading.Event()

    def first() -> None:
        with store.alone(KEY):
            inside.set()
            go.wait(30)
            store.put(KEY, b"made once")

    def second() -> None:
        with store.alone(KEY):
            seen.append(store.get(KEY))

    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(first)
        inside.wait(30)
        with store.alone(OTHER):
            pass  # nobody waits for something else
        other = threads.submit(second)
        go.set()
        one.result(30), other.result(30)
    assert seen == [b"made once"]
    assert not [path for path in store.folder.rglob("*") if path.is_file() and path.name == KEY], "no lock is left"


def test_nobody_waits_in_a_store_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with Store(tmp_path / "file").alone(KEY):
        pass

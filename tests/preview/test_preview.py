"""The preview in a real browser: what is saved is seen, what is broken is said, and strangers see nothing."""

from __future__ import annotations

import http.client
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from builder.cache import Store
from builder.preview.running import previewing
from builder.preview.server import Service
from builder.project import open_project
from builder.request import Request
from tests.preview.browser import Browser, browser
from tests.preview.small import CHAPTERS, chapter, save, small

NAMES = "[...document.querySelectorAll('.row')].flatMap(r => [...r.querySelectorAll('.cell')].flatMap("
NAMES += "c => [...c.children].map((p, i) => [`${r.dataset.row} ${c.dataset.lang} ${i}`, p.dataset.name])))"
DRAWN = "[...document.querySelectorAll('.page img')].filter(i => i.complete && i.naturalWidth > 500).length"
SHOWN = "document.getElementById('banner').checkVisibility()"


@dataclass(frozen=True)
class Shown:
    folder: Path
    service: Service
    page: Browser

    def names(self) -> dict[str, str]:
        """What each page shows, by chapter, language and number."""
        return dict(self.page.ask(NAMES))

    def quiet(self) -> None:
        """Wait until all that was saved is built."""
        self.page.until("!document.getElementById('dot').classList.contains('busy')")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    folder = small(tmp_path_factory.mktemp("preview"))
    request = Request((), ("pdf",), folder / "dist", force=False)
    with (
        browser(tmp_path_factory.mktemp("profile")) as page,
        previewing(open_project(folder), request, Store(folder / ".builder/cache")) as board,
    ):
        service = Service(board)
        thread = threading.Thread(target=service.run)
        thread.start()
        try:
            page.open(service.address)
            page.until("!!document.querySelector('[data-row=\"/front\"] .page')")
            yield Shown(folder, service, page)
        finally:
            service.stop()
            thread.join()


def test_languages_stand_side_by_side(shown: Shown) -> None:
    shown.quiet()
    rows = shown.page.ask("[...document.querySelectorAll('.row:not(.none)')].map(r => r.dataset.row)")
    assert rows == ["/front", *CHAPTERS]
    for name in CHAPTERS:
        tops = shown.page.ask(
            f"[...document.querySelectorAll('[data-row=\"{name}\"] .cell')]"
            ".map(c => c.firstChild.getBoundingClientRect()).map(b => [Math.round(b.top), Math.round(b.left)])"
        )
        (first, left), (second, right) = tops
        assert first == second
        assert left + 300 < right
    shown.page.until(f"{DRAWN} >= 2")


def test_a_save_is_seen_where_it_is_and_nowhere_else(shown: Shown) -> None:
    shown.quiet()
    page = shown.page
    page.ask("document.querySelector('[data-row=\"second\"]').scrollIntoView()")
    page.until(f"document.getElementById('pages').scrollTop > 500 && {DRAWN} >= 4")
    before, place = shown.names(), page.ask("document.getElementById('pages').scrollTop")
    save(shown.folder / "content/zh/1-second.md", chapter("zh", 1, "闸门又开了。"))
    last = max(name for name in before if name.startswith("second zh"))
    page.until(f"Object.fromEntries({NAMES})['{last}'] !== '{before[last]}'")
    after = shown.names()
    assert {name for name in before if before[name] != after[name]} == {last}
    address = f"picture/{after[last]}"
    page.until(f"[...document.querySelectorAll('.page img')].some(i => i.src.endsWith('{address}') && i.complete)")
    shown.quiet()
    assert shown.names() == after, "the report's own pages look as the proofs did"
    assert page.ask("document.getElementById('pages').scrollTop") == place


def test_the_last_good_pages_stay_under_an_error(shown: Shown) -> None:
    shown.quiet()
    before, file = shown.names(), shown.folder / "content/en/0-first.md"
    sound = (shown.folder / "dist/small.en.pdf").read_bytes()
    save(file, chapter("en", 0, "\n\n:::{nonsense}\n:::"))
    shown.page.until(SHOWN)
    said = shown.page.ask("document.getElementById('banner').innerText")
    line = chapter("en", 0).count("\n") + 2
    assert f"content/en/0-first.md:{line}:1" in said
    assert "last good pages" in said
    shown.quiet()
    assert shown.names() == before
    assert (shown.folder / "dist/small.en.pdf").read_bytes() == sound
    save(file, chapter("en", 0))
    shown.page.until(f"!{SHOWN}")
    shown.quiet()
    assert shown.names() == before


def test_what_the_disk_refuses_is_said_and_ends_nothing(shown: Shown) -> None:
    shown.quiet()
    before, content, away = shown.names(), shown.folder / "content", shown.folder.parent / "away"
    os.rename(content, away)
    shown.page.until(SHOWN)
    assert shown.names() == before
    os.rename(away, content)
    shown.page.until(f"!{SHOWN}")
    shown.quiet()
    dist, kept = shown.folder / "dist", shown.folder.parent / "dist"
    os.rename(dist, kept)
    dist.write_text("in the way", "utf-8")
    save(content / "en/1-second.md", chapter("en", 1, "So it was."))
    shown.page.until(f"{SHOWN} && document.getElementById('banner').innerText.includes('dist')")
    dist.unlink()
    os.rename(kept, dist)
    save(content / "en/1-second.md", chapter("en", 1))
    shown.page.until(f"!{SHOWN}")
    shown.quiet()
    assert shown.names() == before


def test_findings_lead_to_their_place(shown: Shown) -> None:
    shown.quiet()
    page, file = shown.page, shown.folder / "content/en/2-third.md"
    found = "[...document.querySelectorAll('.finding')].find(f => f.innerText.includes('rained'))"
    save(file, chapter("en", 2, "\n\nIt rained rained again."))
    page.until(f"!!{found}")
    page.press("f")
    page.ask("document.getElementById('pages').scrollTop = 0")
    page.ask(f"{found}.click()")
    page.until("document.getElementById('pages').scrollTop > 1000")
    line = chapter("en", 2).count("\n") + 2
    assert page.ask(f"{found}.querySelector('.place').textContent").startswith(f"content/en/2-third.md:{line}:")
    assert page.ask(f"{found}.querySelector('a').href").startswith("vscode://file/")
    page.press("f")
    save(file, chapter("en", 2))
    page.until(f"!{found}")


def test_keys(shown: Shown) -> None:
    visible = "[...document.querySelectorAll('[data-row=\"first\"] .cell')].filter(c => c.checkVisibility()).length"
    assert shown.page.ask(visible) == 2
    shown.page.press("2")
    assert shown.page.ask(visible) == 1
    shown.page.press("2")
    shown.page.press("+")
    assert shown.page.ask("document.getElementById('percent').textContent").endswith("%")
    shown.page.press("0")
    assert shown.page.ask("document.getElementById('percent').textContent") == "fit"
    shown.page.press("s")
    assert "slides" in shown.page.ask("document.getElementById('pages').innerText")
    shown.page.press("r")
    assert shown.page.ask(visible) == 2


def answered(
    service: Service, path: str = "", method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", service.port)
    connection.request(
        method, urlsplit(service.address).path + path, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    answer = connection.getresponse()
    connection.close()
    return answer.status, answer.headers


def test_strangers_see_nothing(shown: Shown) -> None:
    service, port = shown.service, shown.service.port
    status, headers = answered(service)
    assert status == 200
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert answered(service, Host=f"localhost:{port}", Origin=f"http://localhost:{port}")[0] == 200
    assert answered(service, Host="example.org")[0] == 403
    assert answered(service, Host=f"example.org:{port}")[0] == 403
    assert answered(service, Origin="https://example.org")[0] == 403
    assert answered(service, Origin="null")[0] == 403
    assert answered(service, Sec_Fetch_Site="cross-site")[0] == 403
    assert answered(service, method="POST")[0] == 403
    for path in ("../", "../news", "picture/../../content/report.yaml", "picture/%2e%2e%2freport.yaml", "server.py"):
        assert answered(service, path)[0] == 404
    wrong = http.client.HTTPConnection("127.0.0.1", port)
    wrong.request("GET", f"/{'x' * 32}/news")
    assert wrong.getresponse().status == 403


def test_nothing_is_asked_of_anybody_else(shown: Shown) -> None:
    asked = shown.page.ask("performance.getEntriesByType('resource').map(e => e.name)")
    assert asked
    assert all(name.startswith(shown.service.address) for name in asked), json.dumps(asked)

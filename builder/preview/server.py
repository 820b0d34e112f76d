"""The page in the browser, and nothing else: no file of the disk is served, and nobody who lacks the token is heard."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import suppress
from importlib.resources import files
from socket import socket
from typing import Final

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn import Config, Server

from builder.preview.board import Board

HOST: Final = "127.0.0.1"

_PAGE: Final = {
    "/": "text/html",
    "/preview.css": "text/css",
    "/preview.js": "text/javascript",
    "/icon.svg": "image/svg+xml",
}
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_KEPT: Final = {"Cache-Control": "private, max-age=31536000, immutable"}
"""Of pictures, whose names are what they show."""

_ALIVE_S: Final = 15.0
"""After so long without news a line is sent, so that a page that was closed is noticed."""


class Service:
    """Serves a board on a port of this machine, until it is interrupted. `address` has the token in it."""

    def __init__(self, board: Board, port: int = 0) -> None:
        """Port 0 is any that is free. Raises OSError where the port is taken."""
        self._socket = socket()
        self._socket.bind((HOST, port))
        token = secrets.token_urlsafe(24)
        self.port = int(self._socket.getsockname()[1])
        self.address = f"http://{HOST}:{self.port}/{token}/"
        config = Config(
            application(board, token, self.port),
            log_level="critical",
            access_log=False,
            lifespan="off",
            http="h11",
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = Server(config)

    def run(self) -> None:
        """Serve; on an interrupt it ends, and passes the interrupt on."""
        self._server.run([self._socket])

    def stop(self) -> None:
        self._server.should_exit = True


def application(board: Board, token: str, port: int) -> ASGIApp:
    """Answers requests for /TOKEN/… that this machine's own page makes."""

    async def page(request: Request) -> Response:
        path = request.scope["path"]
        content = (files("builder.preview") / "page" / (path[1:] or "index.html")).read_bytes()
        return Response(content, media_type=_PAGE[path], headers=_HEADERS)

    async def picture(request: Request) -> Response:
        content = board.picture(request.path_params["name"])
        if content is None:
            return PlainTextResponse("this page is shown no more", 404, _HEADERS)
        return Response(content, media_type="image/png", headers=_HEADERS | _KEPT)

    async def news(_: Request) -> Response:
        return StreamingResponse(_news(board), media_type="text/event-stream", headers=_HEADERS)

    routes = [Route("/news", news), Route("/picture/{name}", picture), *(Route(path, page) for path in _PAGE)]
    return _Guard(Starlette(routes=routes), token, port)


async def _news(board: Board) -> AsyncIterator[str]:
    """What is shown, and then each change, as server-sent events."""
    loop, news = asyncio.get_running_loop(), asyncio.Queue[str]()

    def tell(text: str) -> None:
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(news.put_nowait, text)

    forget = board.listen(tell)
    try:
        while True:
            try:
                text = await asyncio.wait_for(news.get(), _ALIVE_S)
            except TimeoutError:
                yield ":\n\n"
            else:
                yield f"data: {text}\n\n"
    finally:
        forget()


class _Guard:
    """Lets nothing through but what our own page asks for: other pages of the browser can neither read nor send."""

    def __init__(self, inner: ASGIApp, token: str, port: int) -> None:
        self._inner = inner
        self._token = token.encode()
        self._hosts = {f"{HOST}:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        token, _, rest = str(scope["path"]).removeprefix("/").partition("/")
        if not self._allows(scope, Headers(scope=scope)) or not secrets.compare_digest(token.encode(), self._token):
            await PlainTextResponse("not for you", 403, _HEADERS)(scope, receive, send)
            return
        await self._inner({**scope, "path": f"/{rest}", "raw_path": f"/{rest}".encode()}, receive, send)

    def _allows(self, scope: Scope, headers: Headers) -> bool:
        """Whether it is asked of this address (others lead here where a name is made to), by itself or by nobody."""
        host, origin = headers.get("host", ""), headers.get("origin")
        return (
            scope["method"] == "GET"
            and host in self._hosts
            and origin in (None, f"http://{host}")
            and headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        )

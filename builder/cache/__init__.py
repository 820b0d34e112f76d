"""What was made before, kept by what it was made of, so that it need not be made again.

Nothing here knows what is kept: values go in as digests, bytes come out as they went in."""

from builder.cache.code import code, release
from builder.cache.digest import digest
from builder.cache.store import Store

__all__ = ["Store", "code", "digest", "release"]

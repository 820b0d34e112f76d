"""Imported first by the process from which others are forked: what it imports then stays, and looking through that for
what can go would take an eighth of its time. `workers.begin` ends it."""

import gc

gc.disable()

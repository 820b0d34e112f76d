"""Facts and charts proposed for a project, as diffs."""

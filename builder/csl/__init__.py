"""Sources as a CSL style prints them: the only room that knows citeproc, which is imported where a report cites."""

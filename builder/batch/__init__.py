"""Many reports of one text, one a row of a table: on all processors of this machine, or on a cluster.

A row is one task: read, checked and made by one process, and written where its results go. What a run is made of
travels as one bundle, by its digest; what is done stands in a small state object a row, so that a run goes on where the
last one ended."""

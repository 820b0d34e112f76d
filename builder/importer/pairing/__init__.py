"""Outlines of several languages brought together: the same ids, and what one has alone marked as such."""

"""Measured by hand, beside the tests: how Builder behaves with documents of any length."""

"""The print backend's parts: a canvas in points and one layout a family of charts."""

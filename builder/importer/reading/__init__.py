"""The text of a foreign document → a tree of elements → blocks of the model."""

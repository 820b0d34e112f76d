"""`builder watch` and `builder preview`: what an author sees after each save, without asking for it."""

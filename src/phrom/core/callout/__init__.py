"""A running call tree as pure decisions: who is called, what has happened, what is due next.

No clock, no network, no database: the same tree, settings, progress and time give the same decisions.
"""

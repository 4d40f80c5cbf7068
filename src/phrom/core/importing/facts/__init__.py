"""Sections by meaning, and the reader of each: processes, needs, team, threats, strategies, steps, the form."""

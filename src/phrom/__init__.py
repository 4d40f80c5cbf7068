"""Phrom: a continuity plan that runs."""

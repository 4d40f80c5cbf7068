"""The call tree against real processes that are killed, frozen, cut off and lied to. Short form in every run
(`test_short.py`), long form by `make chaos`, which writes docs/operate/reliability.md."""

"""The call tree against real processes that are killed, frozen, cut off and lied to. Short form in every run
(`test_short.py`), long form by `make chaos` (every trouble) and `make chaos-kills` (a thousand kills), which write
docs/operate/reliability.md."""

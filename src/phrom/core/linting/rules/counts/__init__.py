"""Rules of the family `counts`."""

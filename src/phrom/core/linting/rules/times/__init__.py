"""Rules of the family `times`."""

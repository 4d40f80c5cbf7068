"""Rules of the family `completeness`."""

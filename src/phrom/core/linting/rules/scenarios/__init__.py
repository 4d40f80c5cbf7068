"""Rules of the family `scenarios`."""

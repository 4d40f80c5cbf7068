"""Rules of the family `contacts`."""

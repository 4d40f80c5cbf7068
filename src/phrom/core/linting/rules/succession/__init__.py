"""Rules of the family `succession`."""

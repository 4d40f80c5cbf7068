"""The program's own Excel form, read back as exactly the same plan."""

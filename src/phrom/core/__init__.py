"""The rules, in pure Python: the same input gives the same output. No database, clock or network."""

"""Log entries: the closed list of what can be logged, and the chain that seals them."""

"""Who: people with their numbers, units, roles."""

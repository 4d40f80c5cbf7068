"""How well plans are read: cases in a small markup, files made of them as offices make them, damage, and a scorer."""

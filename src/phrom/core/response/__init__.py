"""What the written plan orders people to do in an incident, and by when."""

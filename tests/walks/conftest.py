"""Stories through many rooms start in the office of the cast."""

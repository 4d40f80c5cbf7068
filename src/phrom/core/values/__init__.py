"""Small values that the whole core speaks in: phone numbers, durations, dates, sources, findings."""

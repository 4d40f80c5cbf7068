"""Voice through any provider that calls a number, speaks a text and takes a key (`channel`); what it says of a call and
the pressed key come in through `webhook`."""

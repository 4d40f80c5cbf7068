"""Everything else: Telegram, Teams, Discord, Matrix and a hundred others, out only; answers come another way."""

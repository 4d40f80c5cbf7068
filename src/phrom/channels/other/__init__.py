"""Everything else: Telegram, Teams, Discord, Matrix and a hundred others, out only (`channel`). Answers come another way."""

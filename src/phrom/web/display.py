"""How pages are shown to this person: the theme, in a cookie, so that the server writes it before the first paint."""

THEME_COOKIE = "theme"
THEMES = ("light", "dark")

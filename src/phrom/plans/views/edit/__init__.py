"""Editing a draft: sections described once (`kinds`), made into forms (`sheet`), read and saved (`page`)."""

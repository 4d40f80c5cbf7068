"""The plan and its call tree as people get them: PDF, printed call sheets, message texts."""

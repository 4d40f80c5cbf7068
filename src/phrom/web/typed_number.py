"""A whole number out of what came with a request: what Python takes for digits (², ๓, five thousand nines) is more."""


def whole_number(text: str, most_digits: int = 8) -> int | None:
    """Only 0-9, and no more of them than a row or a page can have; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most_digits else None

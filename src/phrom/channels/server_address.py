"""Addresses of servers, as settings have them."""

from urllib.parse import SplitResult, urlsplit


def address_of(url: str, *schemes: str) -> SplitResult | None:
    """The parts of an address with a host and one of these schemes; None for what is none (a port that is no number,
    half a bracket)."""
    try:
        parts = urlsplit(url)
        whole = bool(parts.hostname) and parts.scheme in schemes and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts if whole else None

"""A QR with an address, for a wall: large, and still read when a corner is torn or wet."""

import segno


def address_mark(address: str) -> str:
    """The QR as an SVG picture in a `data:` address, with the quiet zone that cameras need."""
    return segno.make(address, error="q", micro=False).svg_data_uri(scale=8, border=4, light="#fff")

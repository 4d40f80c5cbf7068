"""The shapes beside every state word, as SVG paths on a 16-unit square. Colour never carries a meaning alone."""

SHAPES: dict[str, str] = {
    "ok": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.6 5.1-4.2 5.1a.9.9 0 0 1-1.3.1L3.9 9.2l1.2-1.3 1.5 1.4 3.5-4.3Z",
    "told": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 2v10A5 5 0 0 1 8 3Z",
    "wait": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 2a5 5 0 1 1 0 10A5 5 0 0 1 8 3Z",
    "x": ("m3.4 1.6 4.6 4.6 4.6-4.6 1.8 1.8L9.8 8l4.6 4.6-1.8 1.8L8 9.8l-4.6 4.6-1.8-1.8L6.2 8 1.6 3.4Z"),
    "no": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm-4 6h8v2H4Z",
    "swap": "M1 7h8.6L6.3 3.6 8 2l6.5 6L8 14l-1.7-1.6L9.6 9H1Z",
    "stop": "M2 2h12v12H2Z",
    "hand": "m8 .6 7.4 7.4L8 15.4.6 8Z",
    "site": "M8 1 1 7.3V15h14V7.3Zm-1.5 9.5h3V15h-3Z",
    "warn": "M8 .8 15.6 14.6H.4ZM7 5.6l.3 4.5h1.4L9 5.6Zm1 5.3a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z",
    "q": (
        "M2 2h12v12H2Zm5.1 7.6h1.7c0-1.5 2.2-1.7 2.2-3.7C11 4.3 9.7 3.4 8 3.4S5.1 4.3 4.9 6h1.7"
        "c.1-.7.6-1.1 1.4-1.1s1.3.4 1.3 1c0 1.1-2.2 1.5-2.2 3.7Zm.9 1a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z"
    ),
    "cloud": "M4.5 13A3.5 3.5 0 0 1 4 6a4.5 4.5 0 0 1 8.6 1.1A3 3 0 0 1 12 13Z",
    "drill": "M1 1h6L1 7Zm9 0h5L1 15v-5Zm5 3v5l-6 6H4Zm0 8v3h-3Z",
    "phone": (
        "M4.2 1 6.6 1.6 7 5 5.4 6.2a9 9 0 0 0 4.4 4.4L11 9l3.4.4.6 2.4c-.2 1.7-1.4 3-3.2 3.2"
        "C6.3 14.6 1.4 9.7 1 4.2 1.2 2.4 2.5 1.2 4.2 1Z"
    ),
    "lock": "M8 1a4 4 0 0 0-4 4v2H2.5v8h11V7H12V5a4 4 0 0 0-4-4Zm-2 6V5a2 2 0 1 1 4 0v2Z",
}

# state as a word of the program: the shape and the colour class it always has
CHIPS: dict[str, tuple[str, str]] = {
    "done": ("ok", "ok"),
    "told": ("told", "warn"),
    "waiting": ("wait", ""),
    "unreachable": ("x", "bad"),
    "error": ("x", "bad"),
    "refused": ("no", "bad"),
    "handed": ("swap", "warn"),
    "stopped": ("stop", "bad"),
    "manual": ("hand", "warn"),
    "site": ("site", "ok"),
    "warning": ("warn", "warn"),
    "late": ("warn", "bad"),
    "unsure": ("q", "warn"),
    "sending": ("cloud", ""),
    "calling": ("phone", "act"),
    "practice": ("drill", "drill"),
    "frozen": ("lock", ""),
}

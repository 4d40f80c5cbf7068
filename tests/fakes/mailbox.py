"""An IMAP server (RFC 3501) with one mailbox: sign in, select, search what is unseen, fetch, mark as seen."""

import re
import socketserver
import threading
from types import TracebackType
from typing import Self

USER, PASSWORD = "phrom@office.example", "imap-password-for-tests"


class FakeMailbox:
    """Letters are kept with a mark whether they were seen. `cut`: connections are cut before marks are set."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.seen: set[int] = set()
        self.cut = False
        box = self

        class Session(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"* OK ready\r\n")
                while line := self.rfile.readline():
                    tag, _blank, command = line.decode().strip().partition(" ")
                    if not box.answer(self, tag, command):
                        return

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        user, port = USER.replace("@", "%40"), self._server.server_address[1]
        return f"imap://{user}:{PASSWORD}@127.0.0.1:{port}/INBOX"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, session: socketserver.StreamRequestHandler, tag: str, command: str) -> bool:
        """Carry out a command; False: the connection ends."""
        word, said = command.upper(), b""
        if word.startswith("CAPABILITY"):
            said = b"* CAPABILITY IMAP4rev1\r\n"
        elif word.startswith("LOGIN") and f'{USER} "{PASSWORD}"' not in command:
            session.wfile.write(f"{tag} NO [AUTHENTICATIONFAILED]\r\n".encode())
            return True
        elif word.startswith("SELECT"):
            said = f"* {len(self.letters)} EXISTS\r\n".encode()
        elif word.startswith("UID SEARCH"):
            unseen = " ".join(str(n) for n in range(1, len(self.letters) + 1) if n not in self.seen)
            said = f"* SEARCH {unseen}\r\n".encode()
        elif found := re.match(r"UID FETCH (\d+)", word):
            letter = self.letters[int(found[1]) - 1]
            head = f"* {found[1]} FETCH (UID {found[1]} BODY[]<0> {{{len(letter)}}}\r\n".encode()
            said = head + letter + b")\r\n"
        elif found := re.match(r"UID STORE ([\d,]+)", word):
            if self.cut:
                return False
            self.seen |= {int(uid) for uid in found[1].split(",")}
        session.wfile.write(said + f"{tag} OK done\r\n".encode())
        return not word.startswith("LOGOUT")

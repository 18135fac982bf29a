"""Which program has a file open: one at a time. Another that wants it brings that window to the front."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 300
"""Milliseconds in which the other program answers, if there is one."""


class Claim(QObject):
    """This program's hold on one file. Ends with the program, however that ends."""

    wanted = Signal()  # somebody else opened the file: show yourself

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = _name(path)
        QLocalServer.removeServer(name)  # what a crash has left; nobody listens there, as `is_claimed` found
        self._server.listen(name)

    def release(self) -> None:
        """Lets the file go."""
        self._server.close()
        self.deleteLater()

    def _answer(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if b"show" in bytes(socket.readAll().data()):
            self.wanted.emit()


def is_claimed(path: Path, show: bool = False) -> bool:
    """Whether a program has the file open; with `show` it is asked to come to the front."""
    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    if not socket.waitForConnected(PATIENCE):
        return False
    if show:
        socket.write(b"show")
        socket.waitForBytesWritten(PATIENCE)
    socket.disconnectFromServer()
    return True


def _name(path: Path) -> str:
    return "netloom-" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]

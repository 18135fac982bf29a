"""The zip around a model: its parts by name, read only as far as their sizes are sane."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from app.files.fault import FileError

DATE = (1980, 1, 1, 0, 0, 0)
"""Every part carries the same date, so that the same model makes the same file."""

UNPACKED = 256 * 2**20
"""How much all packed parts may come to, in bytes. What is not packed cannot be larger than the file."""


def pack(parts: Mapping[str, bytes], packed: tuple[str, ...]) -> bytes:
    """A zip of these parts; those named in `packed` are compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, DATE)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED if name in packed else zipfile.ZIP_STORED
            archive.writestr(info, content)
    return buffer.getvalue()


def unpack(content: bytes, names: tuple[str, ...]) -> dict[str, bytes]:
    """Those of the parts `names` that are in the zip.

    Raises:
        FileError: when it is no zip, is damaged, or a part claims a size that it cannot have.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = [info for info in archive.infolist() if info.filename in names]
            _check_sizes(found, len(content))
            return {info.filename: archive.read(info) for info in found}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        OSError,
        RuntimeError,
        struct.error,
    ) as error:
        raise FileError(_trouble(content)) from error


def _check_sizes(found: list[zipfile.ZipInfo], whole: int) -> None:
    """That the parts fit into memory, before any of them is read."""
    if len({info.filename for info in found}) < len(found):
        raise FileError("it is damaged: it holds one of its parts twice")
    stored = [info for info in found if info.compress_type == zipfile.ZIP_STORED]
    if any(info.file_size > whole or info.compress_size != info.file_size for info in stored):
        raise FileError("it is damaged: one of its parts claims to be larger than the file")
    if sum(info.file_size for info in found if info not in stored) > UNPACKED:
        raise FileError("its parts would unpack to more than 256 MB, which no model written by Netloom does")


def _trouble(content: bytes) -> str:
    """What is wrong with a zip that cannot be read."""
    if not content:
        return "it is empty"
    if content[:4] == b"PK\x03\x04":
        return "it is damaged or was cut short (perhaps a copy or download that did not finish)"
    return "it is not a Netloom model"

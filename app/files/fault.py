"""The one exception of reading and writing files."""


class FileError(Exception):
    """A file that cannot be read or written. Its text, for people, says which, why and what to do."""

"""The one exception of edits and compile."""


class Refused(Exception):
    """An act that is not allowed. Its text, for people, says why and what to do."""

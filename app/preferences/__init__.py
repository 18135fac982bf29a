"""The settings as a dialog, made from their declarations; and the keys of all commands."""

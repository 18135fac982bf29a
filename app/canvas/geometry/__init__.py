"""Where things are: sizes, ports, frames and curves of a document, worked out without drawing anything."""

"""How Netloom looks: the tokens of its two themes, the type, the icons and the stylesheet made from them."""

from app.look.restyle import restyle
from app.look.theme import Look, Mode, look

__all__ = ["Look", "Mode", "look", "restyle"]

"""What the guides speak of: roles, places, years, publishers, industries, levels and topics."""

from bot.catalogue.building import Catalogue, TermMention, build_catalogue
from bot.catalogue.places import PlaceMention
from bot.catalogue.role_index import Role
from bot.catalogue.roles import RoleMention

__all__ = ["Catalogue", "PlaceMention", "Role", "RoleMention", "TermMention", "build_catalogue"]

"""An establishment's folder: profile, vault of keys, and the webservice's secrets."""

from coletor.establishment.creating import Creation, create_folder
from coletor.establishment.errors import EstablishmentError, WrongPasswordError
from coletor.establishment.folder import OpenFolder, open_folder, profile_of, reset_password
from coletor.establishment.layout import Layout
from coletor.establishment.profile import Profile
from coletor.establishment.wrapping import Cost

__all__ = [
    "Cost",
    "Creation",
    "EstablishmentError",
    "Layout",
    "OpenFolder",
    "Profile",
    "WrongPasswordError",
    "create_folder",
    "open_folder",
    "profile_of",
    "reset_password",
]

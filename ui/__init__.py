"""The desktop window: screens, widgets and tasks over `coletor`, which never imports it."""

from ui import imports

imports.spare_sources()

"""The main window around the screens: top bar, navigation, status line, entrance."""

"""The command line: the same core and the same rules as the window, without a display."""

"""One module for each official format, and how each is recognised from its content."""

"""A whole code table as a tree, opened beside a field and driven by the keyboard."""

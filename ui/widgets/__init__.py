"""The program's own widgets, of one look and one keyboard."""

"""What the commands of the models are tried with."""

from command_line import run

__all__ = ["run"]

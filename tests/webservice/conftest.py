"""What the rooms on the wire share."""

from wire_fixtures import connect, credentials, model, sample, serve, wire

__all__ = ["connect", "credentials", "model", "sample", "serve", "wire"]

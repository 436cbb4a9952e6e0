"""The outbox: what a person concluded arrives exactly once, or visibly waits."""

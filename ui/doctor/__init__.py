"""Rede: what stands between this computer and the service, step by step."""

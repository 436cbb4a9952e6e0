"""Envio: counters, causes, queue, batch correction, choice, lock."""

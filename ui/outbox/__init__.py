"""The parts of the sending screen: counters, causes, queue, batch correction, choice, lock."""

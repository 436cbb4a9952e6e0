"""The network doctor: the first thing that keeps contacts from arriving, and what to do."""

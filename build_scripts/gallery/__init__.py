"""The gallery: every screen of the real program in every state, brought there as a clerk would."""

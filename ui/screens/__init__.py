"""The screens: thin widgets over the core, each imported when it is first opened."""

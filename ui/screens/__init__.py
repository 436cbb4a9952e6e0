"""What screens are made of, which there are, and what several of them show."""

"""Help inside the program: the manual, the page of every field, rule and key, the first steps."""

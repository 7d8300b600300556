"""A robot and people made of software, for rehearsals."""

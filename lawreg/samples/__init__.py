"""Sample documents of invented bodies: the corpus/ of the repository and the model province.

Every text is of the project's own writing, by the bodies of provinces that do not exist, and says so in its last line.
Nothing here is imported by the program itself.
"""

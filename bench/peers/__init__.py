"""What others would use to find the partner in an answer. Each gets the answer as it is and the list of names.

A row is known by its name, and a person with a firm by name and firm together too. A peer says which row is nearest and
how near; a calibrator fitted on answers of the other pool turns that into a probability (``calibrating.py``).
"""

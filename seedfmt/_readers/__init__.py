"""What the YAML readers that people use make of a plain scalar: see ``tables``, and ``names`` for the names."""

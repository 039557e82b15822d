"""What several tests share: data, vectors, documents, reference parsers."""

"""To and from the documents of other libraries, one module for each."""

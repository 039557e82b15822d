"""The field ``secured``: opaque by default, verifiable with keys (the suite ``seedfmt-v1``, SPEC chapter 9).

From the ground: ``base64``, ``strict`` (JSON), ``token`` (shapes), ``header`` (the members of the suite), ``box`` (the
only import of cryptography), ``keys``, ``sources`` (where keys come from), ``jcs``, ``view`` (what is bound), ``field``
(where the value stands), ``binding``, ``policy``; and a room for each verb. Never: a value, a key or a plaintext in an
error.
"""

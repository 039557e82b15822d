"""The primitives: the only import of cryptography.

In: raw keys and bytes. Out: bytes; None where a value does not open, whatever the reason. Never: chooses an algorithm,
knows JOSE, returns what was not verified (but for ``decrypt_cbc``, which cannot).
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from cryptography.hazmat.primitives.padding import PKCS7

Signer = Ed25519PrivateKey
Verifier = Ed25519PublicKey


# -- sealing: A256KW (RFC 3394) and A256GCM ----------------------------------------------------------------------------


def seal(key: bytes, plaintext: bytes, associated: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Wrapped content key, initialisation vector, ciphertext and tag; content key and vector are fresh."""
    content_key, iv = os.urandom(32), os.urandom(12)
    sealed = AESGCM(content_key).encrypt(iv, plaintext, associated)
    return aes_key_wrap(key, content_key), iv, sealed[:-16], sealed[-16:]


def open_sealed(key: bytes, parts: tuple[bytes, bytes, bytes, bytes], associated: bytes) -> bytes | None:
    """The plaintext, or None where anything is not as it was made."""
    wrapped, iv, ciphertext, tag = parts
    try:
        return AESGCM(aes_key_unwrap(key, wrapped)).decrypt(iv, ciphertext + tag, associated)
    except (InvalidUnwrap, InvalidTag, ValueError):
        return None


# -- signing: Ed25519 (RFC 8032) ---------------------------------------------------------------------------------------


def new_signing_key() -> bytes:
    """A fresh private key."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def signer(private: bytes) -> Signer:
    """What signs with a private key."""
    return Ed25519PrivateKey.from_private_bytes(private)


def verifier(public: bytes) -> Verifier:
    """What verifies with a public key."""
    return Ed25519PublicKey.from_public_bytes(public)


def public_of(private: bytes) -> bytes:
    """The public key of a private one."""
    return signer(private).public_key().public_bytes_raw()


def sign(key: Signer, message: bytes) -> bytes:
    """The signature over a message."""
    return key.sign(message)


def is_signed(key: Verifier, signature: bytes, message: bytes) -> bool:
    """Is the signature that of the key over the message?"""
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


# -- legacy: AES-CBC with PKCS #7, without authentication --------------------------------------------------------------


def encrypt_cbc(key: bytes, plaintext: bytes) -> tuple[bytes, bytes]:
    """Ciphertext and its fresh initialisation vector."""
    iv = os.urandom(16)
    padder = PKCS7(128).padder()
    encryptor = Cipher(AES(key), CBC(iv)).encryptor()
    return encryptor.update(padder.update(plaintext) + padder.finalize()) + encryptor.finalize(), iv


def decrypt_cbc(key: bytes, ciphertext: bytes, iv: bytes) -> bytes | None:
    """What the key makes of the ciphertext, or None where the padding is wrong. Nothing is authenticated."""
    decryptor = Cipher(AES(key), CBC(iv)).decryptor()
    unpadder = PKCS7(128).unpadder()
    try:
        return unpadder.update(decryptor.update(ciphertext) + decryptor.finalize()) + unpadder.finalize()
    except ValueError:
        return None

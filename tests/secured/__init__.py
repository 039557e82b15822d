"""Tests of the part of seedfmt that the folder is named after."""

"""One judge in a process of its own: reads texts from standard input, answers with a line of JSON for each.

    python worker.py libfyaml|ruamel|yaml12

A text comes as a line with its length in bytes, then the bytes. The answer is ``null`` (refused) or
``["events", [...]]`` (see ``events`` below) or ``["data", value]``.
"""

from __future__ import annotations

import ctypes
import glob
import json
import math
import sys

sys.setrecursionlimit(5000)


def libfyaml(text: bytes):
    """The events of libfyaml, from the C functions that its Python wheel exports."""
    global LIBRARY
    if LIBRARY is None:
        LIBRARY = load_libfyaml()
    fy = LIBRARY
    parser = fy.fy_parser_create(ctypes.byref(Config(None, 1, None, None)))
    fy.fy_parser_set_string(parser, text, len(text))
    lines = []
    names = {3: "+DOC", 4: "-DOC", 5: "+MAP", 6: "-MAP", 7: "+SEQ", 8: "-SEQ"}
    size = ctypes.c_size_t()

    def token_text(token):
        pointer = fy.fy_token_get_text(token, ctypes.byref(size))
        return ctypes.string_at(pointer, size.value).decode() if pointer else ""

    try:
        while event := fy.fy_parser_parse(parser):
            kind = ctypes.cast(event, ctypes.POINTER(ctypes.c_int))[0]
            anchor = fy.fy_event_get_anchor_token(event)
            mark = f" &{token_text(anchor)}" if anchor and kind in (5, 7, 9) else ""
            if kind == 9:
                token = fy.fy_event_get_token(event)
                lines.append(f"=VAL{mark} " + (token_text(token) if token else ""))
            elif kind == 10:
                lines.append("=ALI " + token_text(fy.fy_event_get_token(event)))
            elif kind in names:
                lines.append(names[kind] + mark)
            fy.fy_parser_event_free(parser, event)
            if kind == 2:
                return ["events", lines]
        return None
    finally:
        fy.fy_parser_destroy(parser)


class Config(ctypes.Structure):
    _fields_ = [
        ("search_path", ctypes.c_char_p),
        ("flags", ctypes.c_int),
        ("userdata", ctypes.c_void_p),
        ("diag", ctypes.c_void_p),
    ]


LIBRARY = None


def load_libfyaml():
    import libfyaml as package

    fy = ctypes.CDLL(glob.glob(package.__path__[0] + "/_libfyaml*.so")[0])
    for name in (
        "fy_parser_create",
        "fy_parser_parse",
        "fy_event_get_token",
        "fy_event_get_anchor_token",
        "fy_token_get_text",
    ):
        getattr(fy, name).restype = ctypes.c_void_p
    fy.fy_parser_create.argtypes = [ctypes.c_void_p]
    fy.fy_parser_destroy.argtypes = [ctypes.c_void_p]
    fy.fy_parser_parse.argtypes = [ctypes.c_void_p]
    fy.fy_parser_set_string.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    fy.fy_parser_event_free.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    fy.fy_event_get_token.argtypes = [ctypes.c_void_p]
    fy.fy_event_get_anchor_token.argtypes = [ctypes.c_void_p]
    fy.fy_token_get_text.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    return fy


def ruamel(text: bytes):
    """The events of ruamel.yaml's own parser."""
    from ruamel.yaml import YAML
    from ruamel.yaml import events as kinds

    lines = []
    names = {
        kinds.DocumentStartEvent: "+DOC",
        kinds.DocumentEndEvent: "-DOC",
        kinds.MappingStartEvent: "+MAP",
        kinds.MappingEndEvent: "-MAP",
        kinds.SequenceStartEvent: "+SEQ",
        kinds.SequenceEndEvent: "-SEQ",
    }
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            anchor = getattr(event, "anchor", None)
            mark = f" &{anchor}" if anchor else ""
            if isinstance(event, kinds.ScalarEvent):
                lines.append(f"=VAL{mark} {event.value}")
            elif isinstance(event, kinds.AliasEvent):
                lines.append(f"=ALI {event.anchor}")
            elif type(event) in names:
                lines.append(names[type(event)] + mark)
    except Exception:  # whatever it raises is a no
        return None
    return ["events", lines]


def yaml12(text: bytes):
    """The values of py-yaml12, all documents."""
    import yaml12 as engine

    try:
        return ["data", plain(engine.parse_yaml(text.decode(), multi=True))]
    except Exception:
        return None


def plain(value):
    """A value that JSON can hold and that still tells its type."""
    if type(value).__name__ == "Yaml":
        return {"tag": value.tag, "value": plain(value.value)}
    if isinstance(value, dict):
        return {"map": [[plain(key), plain(item)] for key, item in value.items()]}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return {"float": "nan" if math.isnan(value) else repr(value)}
    if isinstance(value, int) and not isinstance(value, bool):
        return {"int": str(value)}
    return value


def main() -> None:
    judge = {"libfyaml": libfyaml, "ruamel": ruamel, "yaml12": yaml12}[sys.argv[1]]
    while line := sys.stdin.buffer.readline():
        text = sys.stdin.buffer.read(int(line))
        print(json.dumps(judge(text)), flush=True)


if __name__ == "__main__":
    main()

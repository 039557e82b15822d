# The constants of states.py, for the compiled modules; a test holds the two equal.
cdef enum:
    WANTS = 1
    COMPACT = 2
    NODE = 1
    ITEM = 3
    EXPLICIT_KEY = 7
    VALUE = 9
    EXPLICIT_VALUE = 11
    DONE = 16
    DASH = 32
    KEY = 64
    COLON = 128
    FLOW_ITEM = 256
    FLOW_KEY = 512
    FLOW_EXPLICIT_KEY = 1024
    FLOW_COLON = 2048
    FLOW_VALUE = 4096
    FLOW_NEXT = 8192
    FLOW_WANTS = 5888
    PAIR_KEY = 16384
    PAIR_COLON = 32768
    PAIR_VALUE = 65536
    PAIR = 114688
    PAIR_WANTS = 81920
    FLOW_OPEN = 121856

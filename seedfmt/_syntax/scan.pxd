# The functions of scan.py, in C.
from libc.string cimport memchr


cdef inline bint has_controls(const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # without a way out of the loop, so that the C compiler can take many bytes at a time
    cdef unsigned char found = 0
    cdef Py_ssize_t pos
    for pos in range(start, end):
        found |= (text[pos] < 32) & (text[pos] != 9) & (text[pos] != 10) & (text[pos] != 13)
    return found


cdef inline Py_ssize_t find_byte(const unsigned char* text, int byte, Py_ssize_t pos, Py_ssize_t end) noexcept nogil:
    cdef const unsigned char* found = <const unsigned char*> memchr(text + pos, byte, end - pos)
    return end if found is NULL else found - text


cdef inline Py_ssize_t skip_spaces(const unsigned char* text, Py_ssize_t pos) noexcept nogil:
    while text[pos] == 32:
        pos += 1
    return pos


cdef inline Py_ssize_t skip_blanks(const unsigned char* text, Py_ssize_t pos) noexcept nogil:
    while text[pos] == 32 or text[pos] == 9:
        pos += 1
    return pos


cdef inline Py_ssize_t skip_plain(const unsigned char* text, Py_ssize_t pos) noexcept nogil:
    while text[pos] > 32 and text[pos] != 58:
        pos += 1
    return pos


cdef inline Py_ssize_t skip_flow_plain(const unsigned char* text, Py_ssize_t pos) noexcept nogil:
    cdef unsigned char byte
    while True:
        byte = text[pos]
        if byte <= 32 or byte == 58 or byte == 44 or byte == 91 or byte == 93 or byte == 123 or byte == 125:
            return pos
        pos += 1


cdef inline Py_ssize_t skip_line(const unsigned char* text, Py_ssize_t pos) noexcept nogil:
    while text[pos] >= 32 or text[pos] == 9:
        pos += 1
    return pos


cdef inline bint is_text(const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef unsigned char first, second
    if start >= end or text[start] <= 57 or text[start] == 126:
        return False
    if end - start < 4:
        return True
    first = text[start] | 32
    second = text[start + 1] | 32
    return not ((first == 110 and second == 117) or (first == 116 and second == 114) or (first == 102 and second == 97))

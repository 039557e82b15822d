# The functions of scan.py, in C.
from cpython cimport array
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.ref cimport Py_INCREF, PyObject
from cpython.bytearray cimport PyByteArray_AS_STRING, PyByteArray_FromStringAndSize
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint64_t
from libc.string cimport memchr, memcmp, memcpy


cdef inline int* ints(array.array table) noexcept:
    return table.data.as_ints


cdef extern from *:
    """
    static PyObject *seedfmt_no_ints = NULL;
    """
    PyObject* seedfmt_no_ints


cdef inline array.array new_ints(Py_ssize_t count):
    # a copy of an empty one takes a third of the time that its type takes to make one
    global seedfmt_no_ints
    cdef array.array empty
    if seedfmt_no_ints is NULL:
        empty = array.array("i")
        Py_INCREF(empty)
        seedfmt_no_ints = <PyObject*> empty
    return array.clone(<array.array> seedfmt_no_ints, count, False)


cdef inline array.array copy_ints(list numbers):
    cdef array.array table = new_ints(len(numbers))
    cdef Py_ssize_t place
    for place in range(len(numbers)):
        table.data.as_ints[place] = numbers[place]
    return table


cdef inline array.array moved_ints(array.array numbers, Py_ssize_t place, Py_ssize_t by):
    cdef Py_ssize_t count = len(numbers)
    cdef array.array table = new_ints(count)
    cdef int* ours = numbers.data.as_ints
    cdef int* theirs = table.data.as_ints
    cdef int least = place
    cdef int more = by
    cdef Py_ssize_t at
    for at in range(count):
        theirs[at] = ours[at] + (more if ours[at] >= least else 0)
    return table


cdef inline bytes replaced(bytes source, Py_ssize_t start, Py_ssize_t end, bytes text):
    cdef Py_ssize_t size = len(text)
    cdef Py_ssize_t rest = len(source) - end
    cdef bytes found = PyBytes_FromStringAndSize(NULL, start + size + rest)
    cdef char* out = PyBytes_AS_STRING(found)
    memcpy(out, PyBytes_AS_STRING(source), start)
    memcpy(out + start, PyBytes_AS_STRING(text), size)
    memcpy(out + start + size, PyBytes_AS_STRING(source) + end, rest)
    return found


cdef inline bytes closed(bytes source, Py_ssize_t end):
    return source[:end]  # behind the last of its bytes CPython keeps a NUL


cdef inline int resize_ints(array.array table, Py_ssize_t count) except -1:
    return array.resize(table, count)


cdef inline bint has_controls(const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # without a way out of the loop, so that the C compiler can take many bytes at a time
    cdef unsigned char found = 0
    cdef Py_ssize_t pos
    for pos in range(start, end):
        found |= (text[pos] < 32) & (text[pos] != 9) & (text[pos] != 10) & (text[pos] != 13)
    return found


cdef inline Py_ssize_t find_byte(const unsigned char* text, int byte, Py_ssize_t pos, Py_ssize_t end) noexcept nogil:
    cdef const unsigned char* found
    if pos >= end:
        return end
    found = <const unsigned char*> memchr(text + pos, byte, end - pos)
    return end if found is NULL else found - text


cdef inline Py_ssize_t find_marker(const unsigned char* text, int newline, Py_ssize_t pos, Py_ssize_t end) noexcept nogil:
    cdef unsigned char byte
    while True:
        pos = find_byte(text, newline, pos, end) + 1
        if pos + 3 > end:
            return -1
        byte = text[pos]
        if (byte == 45 or byte == 46) and text[pos + 1] == byte and text[pos + 2] == byte:
            return pos


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


cdef inline Py_ssize_t skip_flow_text(const unsigned char* text, int mark, Py_ssize_t pos, Py_ssize_t end) noexcept nogil:
    cdef unsigned char byte
    while pos < end:
        byte = text[pos]
        if byte == mark or byte == 10 or byte == 13:
            break
        pos += 1
    return pos


cdef inline bint is_letter_or_digit(unsigned char byte) noexcept nogil:
    return (97 <= (byte | 32) and (byte | 32) <= 122) or (48 <= byte and byte <= 57)


cdef inline Py_ssize_t skip_word(const unsigned char* text, Py_ssize_t pos) noexcept nogil:
    if 48 <= text[pos] and text[pos] <= 57:
        return pos
    while is_letter_or_digit(text[pos]) or text[pos] == 95:
        pos += 1
    return pos


cdef inline Py_ssize_t skip_digits(const unsigned char* text, Py_ssize_t pos) noexcept nogil:
    while 48 <= text[pos] and text[pos] <= 57:
        pos += 1
    return pos


cdef inline bint is_simple_plain(const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t pos
    cdef unsigned char byte
    for pos in range(start, end):
        byte = text[pos]
        if byte < 32 or (byte == 58 and (pos + 1 == end or text[pos + 1] == 32)) or (byte == 35 and text[pos - 1] == 32):
            return False
    return text[end - 1] != 32


cdef inline Py_ssize_t find_non_ascii(const unsigned char* text, Py_ssize_t pos, Py_ssize_t end) noexcept nogil:
    cdef uint64_t word
    while pos + 8 <= end:
        memcpy(&word, text + pos, 8)
        if word & 0x8080808080808080ULL:
            break
        pos += 8
    while pos < end and text[pos] < 128:
        pos += 1
    return pos


cdef inline bint same_bytes(
    const unsigned char* text, Py_ssize_t one, const unsigned char* other, Py_ssize_t two, Py_ssize_t count
) noexcept nogil:
    return memcmp(text + one, other + two, count) == 0


cdef inline bint is_text(const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef unsigned char first, second
    cdef Py_ssize_t pos
    if start >= end or text[start] == 126 or text[start] == 60:
        return False
    if text[start] <= 57:
        for pos in range(start, end):
            first = text[pos]
            second = first | 32
            if not (
                (48 <= first and first <= 57) or (97 <= second and second <= 102) or first == 46 or first == 43 or first == 45
                or first == 120 or first == 111 or second == 105 or second == 110
            ):
                return True
        return False
    if end - start < 4:
        return True
    first = text[start] | 32
    second = text[start + 1] | 32
    return not ((first == 110 and second == 117) or (first == 116 and second == 114) or (first == 102 and second == 97))


cdef inline int hex_number(const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef unsigned int number = 0
    cdef Py_ssize_t pos
    for pos in range(start, end):
        number = (number << 4) | ((text[pos] & 15) + (9 if text[pos] > 57 else 0))
    return <int> number if number <= 0x10FFFF else 0x110000


cdef inline Py_ssize_t put_character(unsigned char* out, Py_ssize_t at, int point) noexcept nogil:
    if point < 0x80:
        out[at] = point
        return at + 1
    if point < 0x800:
        out[at] = 0xC0 | (point >> 6)
        out[at + 1] = 0x80 | (point & 63)
        return at + 2
    if point < 0x10000:
        out[at] = 0xE0 | (point >> 12)
        out[at + 1] = 0x80 | ((point >> 6) & 63)
        out[at + 2] = 0x80 | (point & 63)
        return at + 3
    out[at] = 0xF0 | (point >> 18)
    out[at + 1] = 0x80 | ((point >> 12) & 63)
    out[at + 2] = 0x80 | ((point >> 6) & 63)
    out[at + 3] = 0x80 | (point & 63)
    return at + 4


cdef inline bytearray new_bytes(Py_ssize_t count):
    return PyByteArray_FromStringAndSize(NULL, count)


cdef inline unsigned char* bytes_of(bytearray buffer) noexcept:
    return <unsigned char*> PyByteArray_AS_STRING(buffer)


cdef inline object decode(bytearray buffer, Py_ssize_t end):
    return PyUnicode_DecodeUTF8(PyByteArray_AS_STRING(buffer), end, NULL)


cdef inline void copy_bytes(unsigned char* out, Py_ssize_t at, const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    memcpy(out + at, text + start, end - start)


cdef inline bint is_json_text(const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef unsigned char found = 0
    cdef Py_ssize_t pos
    for pos in range(start, end):
        found |= (text[pos] < 32) | (text[pos] == 34) | (text[pos] == 92)
    return not found


cdef inline Py_ssize_t copy_escaped(unsigned char* out, Py_ssize_t at, const unsigned char* text, Py_ssize_t pos, Py_ssize_t end) noexcept nogil:
    cdef uint64_t word, quote, slash
    cdef unsigned char byte
    while pos < end:
        # eight bytes at a time, while none is below 32, a quote or a backslash
        while pos + 8 <= end:
            memcpy(&word, text + pos, 8)
            quote = word ^ 0x2222222222222222ULL
            slash = word ^ 0x5C5C5C5C5C5C5C5CULL
            if (
                ((word - 0x2020202020202020ULL) & ~word)
                | ((quote - 0x0101010101010101ULL) & ~quote)
                | ((slash - 0x0101010101010101ULL) & ~slash)
            ) & 0x8080808080808080ULL:
                break
            memcpy(out + at, &word, 8)
            pos += 8
            at += 8
        while pos < end:
            byte = text[pos]
            pos += 1
            if byte >= 32 and byte != 34 and byte != 92:
                out[at] = byte
                at += 1
                continue
            out[at] = 92
            out[at + 1] = 110 if byte == 10 else 114 if byte == 13 else 116 if byte == 9 else byte
            at += 2
            break
    return at

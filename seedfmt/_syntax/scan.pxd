# The functions of scan.py, in C.
from cpython cimport array
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from cpython.ref cimport Py_INCREF, PyObject
from cpython.bytearray cimport PyByteArray_AS_STRING, PyByteArray_FromStringAndSize
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_DecodeUTF8, PyUnicode_New
from libc.stdint cimport uint64_t
from libc.string cimport memchr, memcmp, memcpy, memset

cimport seedfmt._syntax.rows as rows


cdef inline int* ints(array.array table) noexcept:
    return table.data.as_ints


cdef extern from *:
    """
    /* the hash of bytes objects, which nobody can foretell */
    #if PY_VERSION_HEX >= 0x030E0000
    #define seedfmt_hash Py_HashBuffer
    #else
    #if PY_VERSION_HEX >= 0x030D0000
    PyAPI_FUNC(Py_hash_t) _Py_HashBytes(const void *, Py_ssize_t);
    #endif
    #define seedfmt_hash _Py_HashBytes
    #endif
    """
    Py_hash_t seedfmt_hash(const void*, Py_ssize_t)


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


cdef inline array.array ints_like(array.array table, Py_ssize_t count):
    return array.clone(table, count, False)  # faster than a new one


cdef enum:
    CONTROL = 1
    RETURN = 2
    DELETE = 4
    NON_ASCII = 8


cdef inline int survey(const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # without a way out of the loops, so that the C compiler can take many bytes at a time
    cdef unsigned char control = 0, carriage = 0, delete = 0, all = 0
    cdef Py_ssize_t pos
    for pos in range(start, end):
        control |= (text[pos] < 32) & (text[pos] != 10)
        all |= text[pos] | (text[pos] + 1)
    if not control and all < 128:
        return 0
    control = all = 0
    for pos in range(start, end):
        control |= (text[pos] < 32) & (text[pos] != 9) & (text[pos] != 10) & (text[pos] != 13)
        carriage |= text[pos] == 13
        delete |= text[pos] == 127
        all |= text[pos]
    return (
        (CONTROL if control else 0) | (RETURN if carriage else 0) | (DELETE if delete else 0) | (NON_ASCII if all > 127 else 0)
    )


cdef inline Py_ssize_t find_byte(const unsigned char* text, int byte, Py_ssize_t pos, Py_ssize_t end) noexcept nogil:
    cdef const unsigned char* found
    if pos >= end:
        return end
    found = <const unsigned char*> memchr(text + pos, byte, end - pos)
    return end if found is NULL else found - text


cdef enum:
    WINDOW = 16384  # bytes that are looked at several times: what is more fits no cache


cdef inline Py_ssize_t find_quote(const unsigned char* text, Py_ssize_t pos, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t stop, line, quote
    while pos < end:
        stop = min(pos + WINDOW, end)
        line = find_byte(text, 10, pos, stop)
        quote = find_byte(text, 34, pos, line)
        if find_byte(text, 92, pos, quote) < quote:
            return -1
        if quote < line:
            return quote
        if line < stop:
            return -1
        pos = stop
    return -1


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


cdef inline int quotes_of(int* cells, Py_ssize_t row) noexcept nogil:
    return 0 if cells[row * rows.WIDTH] & rows.STYLE == rows.PLAIN else 1


cdef inline bint same_spelling(const unsigned char* text, int* cells, Py_ssize_t one, Py_ssize_t two) noexcept nogil:
    cdef Py_ssize_t start = cells[one * rows.WIDTH + rows.START] + quotes_of(cells, one)
    cdef Py_ssize_t length = cells[one * rows.WIDTH + rows.END] - quotes_of(cells, one) - start
    cdef Py_ssize_t other = cells[two * rows.WIDTH + rows.START] + quotes_of(cells, two)
    if cells[two * rows.WIDTH + rows.END] - quotes_of(cells, two) - other != length:
        return False
    return same_bytes(text, start, text, other, length)


cdef enum:
    FEW = 16  # keys of a mapping that are compared one by one


cdef inline unsigned int mark_of(const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # of two spellings that are alike the same, of others mostly not
    cdef unsigned int mark = end - start
    if start < end:
        mark ^= (<unsigned int> text[start] << 8) ^ (<unsigned int> text[end - 1] << 16) ^ (<unsigned int> text[(start + end) // 2] << 24)
    return mark


cdef inline Py_ssize_t find_repeated_of_few(const unsigned char* text, int* cells, Py_ssize_t row) noexcept nogil:
    cdef unsigned int marks[FEW]
    cdef Py_ssize_t keys[FEW]
    cdef Py_ssize_t count = 0
    cdef Py_ssize_t end = cells[row * rows.WIDTH + rows.NEXT]
    cdef Py_ssize_t key = row + 1
    cdef Py_ssize_t other, at
    cdef int quotes
    cdef unsigned int mark
    while key < end:
        at = key * rows.WIDTH
        quotes = quotes_of(cells, key)
        mark = mark_of(text, cells[at + rows.START] + quotes, cells[at + rows.END] - quotes)
        for other in range(count):
            if marks[other] == mark and same_spelling(text, cells, key, keys[other]):
                return key
        marks[count] = mark
        keys[count] = key
        count += 1
        key = cells[cells[at + rows.NEXT] * rows.WIDTH + rows.NEXT]
    return -1


cdef struct Spelling:
    unsigned int tag
    int row


cdef inline Py_ssize_t find_repeated(bytes source, int* cells, Py_ssize_t row) except -2:
    # a dict of all keys fits no cache: they are parted by their hash, and each part is looked at alone
    cdef const unsigned char* text = <const unsigned char*> PyBytes_AS_STRING(source)
    cdef Py_ssize_t end = cells[row * rows.WIDTH + rows.NEXT]
    cdef Py_ssize_t count = 0
    cdef Py_ssize_t key = row + 1
    cdef Py_ssize_t at, one, first, stop, size
    cdef Py_ssize_t found = -1
    cdef size_t mix
    cdef size_t parts = 1
    cdef size_t room = 64
    cdef size_t slot
    while key < end:
        count += 1
        key = cells[cells[key * rows.WIDTH + rows.NEXT] * rows.WIDTH + rows.NEXT]
    if count <= FEW:
        return find_repeated_of_few(text, cells, row)
    while parts * 1024 < <size_t> count:
        parts *= 2
    cdef Spelling* listed = <Spelling*> PyMem_Malloc(count * sizeof(Spelling))
    cdef Spelling* parted = <Spelling*> PyMem_Malloc(count * sizeof(Spelling))
    cdef int* places = <int*> PyMem_Calloc(parts + 1, sizeof(int))
    cdef int* slots = NULL
    try:
        if listed is NULL or parted is NULL or places is NULL:
            raise MemoryError
        key = row + 1
        for at in range(count):
            one = key * rows.WIDTH
            first = cells[one + rows.START] + quotes_of(cells, key)
            stop = cells[one + rows.END] - quotes_of(cells, key)
            mix = <size_t> seedfmt_hash(text + first, stop - first)
            listed[at].tag = <unsigned int> (mix ^ (mix >> 32))
            listed[at].row = <int> key
            places[(listed[at].tag & (parts - 1)) + 1] += 1
            key = cells[cells[one + rows.NEXT] * rows.WIDTH + rows.NEXT]
        size = 0
        for at in range(<Py_ssize_t> parts):
            size = max(size, places[at + 1])
            places[at + 1] += places[at]
        for at in range(count):
            slot = listed[at].tag & (parts - 1)
            parted[places[slot]] = listed[at]
            places[slot] += 1
        while room < 2 * <size_t> size:
            room *= 2
        slots = <int*> PyMem_Malloc(room * sizeof(int))
        if slots is NULL:
            raise MemoryError
        first = 0
        for stop in places[:parts]:
            memset(slots, 255, room * sizeof(int))
            for at in range(first, stop):
                slot = (parted[at].tag >> 12) & (room - 1)
                while slots[slot] >= 0:
                    if parted[slots[slot]].tag == parted[at].tag:
                        if same_spelling(text, cells, parted[slots[slot]].row, parted[at].row):
                            if found < 0 or parted[at].row < found:
                                found = parted[at].row
                            break
                    slot = (slot + 1) & (room - 1)
                else:
                    slots[slot] = <int> at
            first = stop
    finally:
        PyMem_Free(listed)
        PyMem_Free(parted)
        PyMem_Free(places)
        PyMem_Free(slots)
    return found


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


cdef inline object text_of(const unsigned char* text, Py_ssize_t start, Py_ssize_t end):
    # as the interpreter does, but for less: most texts are short, and ASCII
    cdef Py_ssize_t size = end - start
    cdef Py_ssize_t pos = start
    cdef uint64_t word, found = 0
    cdef object result
    if size >= 8:
        while pos + 8 < end:
            memcpy(&word, text + pos, 8)
            found |= word
            pos += 8
        memcpy(&word, text + end - 8, 8)
        found |= word
    else:
        while pos < end:
            found |= text[pos]
            pos += 1
    if size < 2 or found & 0x8080808080808080ULL:
        return PyUnicode_DecodeUTF8(<const char*> text + start, size, NULL)
    result = PyUnicode_New(size, 127)
    memcpy(PyUnicode_DATA(result), text + start, size)
    return result


# -- what JSON is made of ----------------------------------------------------------------------------------------------

from libc.stdint cimport uint16_t, uint32_t


cdef extern from *:
    """
    #if defined(__GNUC__)
    #define lowest_bit(word) __builtin_ctzll(word)
    #else
    static int lowest_bit(unsigned long long word) {
        int bit = 0;
        for (; !(word & 1); word >>= 1) bit++;
        return bit;
    }
    #endif
    /* the lowest bit of each of eight bytes, that of the first byte in memory lowest */
    #if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    #define gather_bits(word) (((word) * 0x8040201008040201ULL) >> 56)
    #else
    #define gather_bits(word) (((word) * 0x0102040810204080ULL) >> 56)
    #endif
    """
    int lowest_bit(uint64_t word) noexcept nogil
    uint64_t gather_bits(uint64_t word) noexcept nogil


ctypedef fused character:
    unsigned char
    uint16_t
    uint32_t


cdef inline uint32_t point_at(const unsigned char* text, Py_ssize_t pos) noexcept nogil:
    # the character whose first byte is at least 0xC0; 0 where it is none
    cdef uint32_t first = text[pos], point = text[pos + 1] ^ 128
    if point > 63 or first > 0xF4:
        return 0
    if first < 0xE0:
        point |= (first & 31) << 6
        return point if point >= 0x80 else 0
    if text[pos + 2] & 0xC0 != 128:
        return 0
    point = (point << 6) | (text[pos + 2] & 63)
    if first < 0xF0:
        point |= (first & 15) << 12
        return point if point >= 0x800 and point & 0xF800 != 0xD800 else 0
    if text[pos + 3] & 0xC0 != 128:
        return 0
    point = (point << 6) | (text[pos + 3] & 63) | ((first & 7) << 18)
    return point if 0x10000 <= point and point <= 0x10FFFF else 0


cdef inline Py_ssize_t size_of(uint32_t point) noexcept nogil:
    return 2 if point < 0x800 else 3 if point < 0x10000 else 4


cdef inline void decode_into(character* out, const unsigned char* text, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t pos = 0, stop, place
    cdef uint32_t point
    while pos < end:
        stop = find_non_ascii(text, pos, end)
        for place in range(stop - pos):
            out[place] = text[pos + place]
        out += stop - pos
        pos = stop
        while pos < end and text[pos] > 127:
            point = point_at(text, pos)
            out[0] = <character> point
            out += 1
            pos += size_of(point)


cdef inline object decode(bytearray buffer, Py_ssize_t end):
    # as the interpreter does, in larger steps; what is written ends in ASCII, so that no character leads out of it
    cdef const unsigned char* text = bytes_of(buffer)
    cdef Py_ssize_t pos = find_non_ascii(text, 0, end), count = end
    cdef uint32_t point, largest = 127
    cdef object result
    while pos < end:
        point = point_at(text, pos) if text[pos] >= 0xC0 else 0
        pos += size_of(point)
        if point == 0 or pos > end:
            return PyUnicode_DecodeUTF8(<char*> text, end, NULL)  # which raises
        count -= size_of(point) - 1
        largest |= point
        pos = find_non_ascii(text, pos, end)
    result = PyUnicode_New(count, min(largest, 0x10FFFF))
    if largest < 256:
        decode_into(<unsigned char*> PyUnicode_DATA(result), text, end)
    elif largest < 0x10000:
        decode_into(<uint16_t*> PyUnicode_DATA(result), text, end)
    else:
        decode_into(<uint32_t*> PyUnicode_DATA(result), text, end)
    return result


cdef inline void copy_bytes(unsigned char* out, Py_ssize_t at, const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    memcpy(out + at, text + start, end - start)


cdef inline bint is_json_text(const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef unsigned char found = 0
    cdef Py_ssize_t pos
    for pos in range(start, end):
        found |= (text[pos] < 32) | (text[pos] == 34) | (text[pos] == 92)
    return not found


cdef inline uint64_t to_escape(uint64_t word) noexcept nogil:
    # the highest bit of each of the eight bytes that is below 32, a quote or a backslash; of one behind it, perhaps
    cdef uint64_t quote = word ^ 0x2222222222222222ULL
    cdef uint64_t slash = word ^ 0x5C5C5C5C5C5C5C5CULL
    return (
        ((word - 0x2020202020202020ULL) & ~word)
        | ((quote - 0x0101010101010101ULL) & ~quote)
        | ((slash - 0x0101010101010101ULL) & ~slash)
    ) & 0x8080808080808080ULL


cdef inline Py_ssize_t copy_quoted(unsigned char* out, Py_ssize_t at, const unsigned char* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # eight bytes at a time, or twice four; the last ones overlap those before
    cdef uint64_t word, found = 0
    cdef uint32_t half, other
    cdef Py_ssize_t pos = start
    cdef unsigned char* behind = out + at + 1 + end - start
    out[at] = 34
    at += 1
    if end - start >= 8:
        while pos + 8 < end:
            memcpy(&word, text + pos, 8)
            found |= to_escape(word)
            memcpy(out + at, &word, 8)
            pos += 8
            at += 8
        memcpy(&word, text + end - 8, 8)
        found |= to_escape(word)
        memcpy(behind - 8, &word, 8)
    elif end - start >= 4:
        memcpy(&half, text + start, 4)
        memcpy(&other, text + end - 4, 4)
        found = to_escape((<uint64_t> half << 32) | other)
        memcpy(out + at, &half, 4)
        memcpy(behind - 4, &other, 4)
    else:
        while pos < end:
            found |= (text[pos] < 32) | (text[pos] == 34) | (text[pos] == 92)
            out[at] = text[pos]
            pos += 1
            at += 1
    behind[0] = 34
    return -1 if found else behind + 1 - out


cdef inline uint64_t flag_escaped(const unsigned char* text) noexcept nogil:
    # a bit for each of 64 bytes that is below 32, a quote or a backslash
    cdef unsigned char flags[64]
    cdef uint64_t word, found = 0
    cdef int at
    for at in range(64):
        flags[at] = (text[at] < 32) | (text[at] == 34) | (text[at] == 92)
    for at in range(8):
        memcpy(&word, flags + 8 * at, 8)
        found |= gather_bits(word) << (8 * at)
    return found


cdef inline int escape_of(unsigned char byte) noexcept nogil:
    # what stands behind the backslash; below 32 where it would take more
    return 110 if byte == 10 else 114 if byte == 13 else 116 if byte == 9 else byte


cdef inline Py_ssize_t copy_escaped(unsigned char* out, Py_ssize_t at, const unsigned char* text, Py_ssize_t pos, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t done = pos  # what is before is copied
    cdef Py_ssize_t place, count
    cdef uint64_t found
    cdef int escape
    while pos + 128 <= end:
        found = flag_escaped(text + pos)
        while found:
            place = pos + lowest_bit(found)
            found &= found - 1
            escape = escape_of(text[place])
            if escape < 32:
                return -1
            count = place - done
            memcpy(out + at, text + done, 32)  # mostly enough, and faster than to ask
            if count > 32:
                memcpy(out + at + 32, text + done + 32, count - 32)
            at += count
            out[at] = 92
            out[at + 1] = escape
            at += 2
            done = place + 1
        pos += 64
    while done < end:
        if text[done] < 32 or text[done] == 34 or text[done] == 92:
            escape = escape_of(text[done])
            if escape < 32:
                return -1
            out[at] = 92
            at += 1
            out[at] = escape
        else:
            out[at] = text[done]
        at += 1
        done += 1
    return at

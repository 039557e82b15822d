cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan


cdef class Emitter:
    cdef bytes source
    cdef const unsigned char* text
    cdef object table
    cdef int* cells
    cdef tuple names
    cdef Py_ssize_t spare
    cdef bytearray buffer
    cdef unsigned char* out
    cdef Py_ssize_t at
    cdef object end_rows
    cdef object bits
    cdef int* ends
    cdef int* states

    cdef bint run(self) except -1
    cdef bint key(self, Py_ssize_t row, Py_ssize_t depth) except -1
    cdef bint is_name(self, Py_ssize_t first) except -1
    cdef bint scalar(self, Py_ssize_t row) except -1
    cdef void put(self, int byte) noexcept
    cdef void copy(self, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef void quoted(self, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef bint piece(self, bytes text, Py_ssize_t length) except -1
    cdef bint is_ready_double(self, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef bint word(self, Py_ssize_t start, Py_ssize_t end) except -1
    cdef bint body(self, bytes name, Py_ssize_t start) except -1

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan


cdef class Speller:
    cdef bytes source
    cdef const unsigned char* text
    cdef object table
    cdef int* cells
    cdef object keys
    cdef object values

    cdef object node(self, Py_ssize_t row, dict omitted, int depth)
    cdef object mapping(self, Py_ssize_t row, dict omitted, int depth)
    cdef object sequence(self, Py_ssize_t row, int depth)
    cdef bint is_text(self, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef bint is_line(self, Py_ssize_t start, Py_ssize_t end) noexcept

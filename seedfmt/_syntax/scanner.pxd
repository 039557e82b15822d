from cpython cimport array

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan


cdef class Scanner:
    cdef readonly bytes file
    cdef readonly bytes source
    cdef const unsigned char* text
    cdef const unsigned char* classes
    cdef Py_ssize_t start
    cdef Py_ssize_t end
    cdef Py_ssize_t line
    cdef bint fresh
    cdef Py_ssize_t spaces
    cdef bint tabbed
    cdef array.array table
    cdef int* cells
    cdef Py_ssize_t capacity
    cdef bint grown
    cdef Py_ssize_t used
    cdef array.array comments
    cdef int* notes
    cdef Py_ssize_t noted
    cdef Py_ssize_t room
    cdef list special
    cdef bint returns

    cdef int prepare(self, bytes source, Py_ssize_t start, Py_ssize_t end, Py_ssize_t depth_limit) except -1
    cdef int require_characters(self, int found) except -1
    cdef int size_of_character(self, Py_ssize_t pos) noexcept
    cdef bint is_special(self, Py_ssize_t pos) noexcept
    cdef int fail_control(self) except -1
    cdef int fail_encoding(self, Py_ssize_t pos) except -1
    cdef int require_printable(self, Py_ssize_t start, Py_ssize_t end) except -1
    cdef Py_ssize_t skip_break(self, Py_ssize_t pos) noexcept
    cdef Py_ssize_t skip_comment(self, Py_ssize_t pos) except -1
    cdef int note_comment(self, Py_ssize_t start, Py_ssize_t end) except -1
    cdef Py_ssize_t skip_lines(self, Py_ssize_t pos) except -1
    cdef bint at_marker(self, Py_ssize_t pos) noexcept
    cdef bint at_indicator(self, Py_ssize_t pos, int byte) noexcept
    cdef Py_ssize_t emit(self, int head, Py_ssize_t start, Py_ssize_t end, Py_ssize_t mark, Py_ssize_t props) except -1
    cdef int grow(self) except -1
    cdef int insert_row(self, Py_ssize_t row) except -1

from cpython cimport array

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scalars as scalars
cimport seedfmt._syntax.scan as scan
cimport seedfmt._syntax.states as states


cdef class Nodes(scalars.Scalars):
    cdef Py_ssize_t depth_limit
    cdef Py_ssize_t key_length
    cdef array.array stack
    cdef int* frames
    cdef Py_ssize_t depth
    cdef Py_ssize_t row
    cdef int state
    cdef Py_ssize_t indent
    cdef Py_ssize_t entry
    cdef Py_ssize_t opened_line
    cdef Py_ssize_t mark
    cdef Py_ssize_t tail
    cdef dict anchors
    cdef Py_ssize_t star
    cdef list anchored
    cdef Py_ssize_t aliases

    cdef int prepare(self, bytes source, Py_ssize_t start, Py_ssize_t end, Py_ssize_t depth_limit) except -1
    cdef int push(self, Py_ssize_t row, int state, Py_ssize_t indent) except -1
    cdef Py_ssize_t pop(self) noexcept
    cdef Py_ssize_t emit_node(self, int head, Py_ssize_t start, Py_ssize_t end) except -1
    cdef Py_ssize_t emit_empty(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t emit_scalar(self, Py_ssize_t start, Py_ssize_t end) except -1
    cdef Py_ssize_t emit_alias(self, Py_ssize_t start, Py_ssize_t end) except -1
    cdef int note_anchor(self, Py_ssize_t row, Py_ssize_t props) except -1
    cdef int insert_mapping(self, Py_ssize_t row, int head, Py_ssize_t start) except -1
    cdef int require_key(self, Py_ssize_t start, Py_ssize_t end, Py_ssize_t start_line) except -1
    cdef Py_ssize_t skip_quoted(self, Py_ssize_t pos) except -1
    cdef bint is_colon(self, Py_ssize_t pos) noexcept
    cdef int fail_start(self, Py_ssize_t pos) except -1

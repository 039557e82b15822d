cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan
cimport seedfmt._syntax.quick as quick
cimport seedfmt._syntax.states as states


cdef class Block(quick.Quick):
    cdef Py_ssize_t outer

    cdef int prepare(self, bytes source, Py_ssize_t start, Py_ssize_t end, Py_ssize_t depth_limit) except -1
    cdef Py_ssize_t skip_block(self, Py_ssize_t pos) except -1
    cdef int settle(self, Py_ssize_t pos) except -1
    cdef int close_deeper(self, Py_ssize_t pos, Py_ssize_t indent, bint dash) except -1
    cdef int end_wanted(self) except -1
    cdef int end_block(self) except -1
    cdef int advance(self) noexcept
    cdef int open_block(self, int head, int state, Py_ssize_t pos) except -1
    cdef bint has_tab(self, Py_ssize_t pos, Py_ssize_t end) noexcept
    cdef Py_ssize_t skip_dash(self, Py_ssize_t pos) noexcept
    cdef Py_ssize_t skip_key(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_mark(self, Py_ssize_t pos) noexcept
    cdef Py_ssize_t skip_implicit_colon(self, Py_ssize_t pos) noexcept
    cdef Py_ssize_t skip_node(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_first_indicator(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_content(self, Py_ssize_t start, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_scalar(self, Py_ssize_t start, Py_ssize_t pos, Py_ssize_t end) except -1
    cdef int emit_content(self, Py_ssize_t pos, Py_ssize_t end) except -1
    cdef int open_mapping(self, Py_ssize_t start) except -1
    cdef Py_ssize_t skip_flow_in_block(self, Py_ssize_t start, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_block_text(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t hold_props(self, Py_ssize_t pos) except -1
    cdef int restore_props(self) except -1
    cdef int restore_row_props(self, Py_ssize_t row) except -1

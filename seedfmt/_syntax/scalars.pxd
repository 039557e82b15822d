cimport cython

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.props as props
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan


cdef class Scalars(props.Props):
    cdef int head
    cdef Py_ssize_t content_indent
    cdef Py_ssize_t floor

    cdef int prepare(self, bytes source, Py_ssize_t start, Py_ssize_t end, Py_ssize_t depth_limit) except -1
    cdef Py_ssize_t skip_folded(self, Py_ssize_t pos, Py_ssize_t opened) except -1
    cdef int fail_tab(self, Py_ssize_t pos) except -1
    cdef int fail_floor(self, Py_ssize_t line, Py_ssize_t pos, Py_ssize_t opened, str what) except -1
    cdef Py_ssize_t skip_single(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_double(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_quoted_lines(self, Py_ssize_t pos, Py_ssize_t end, Py_ssize_t opened) except -1
    cdef Py_ssize_t skip_escape(self, Py_ssize_t pos, Py_ssize_t opened) except -1
    cdef Py_ssize_t skip_hex(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_hex_low(self, Py_ssize_t pos) except -1
    cdef int fail_unclosed(self, Py_ssize_t opened) except -1
    cdef bint is_plain_start(self, Py_ssize_t pos, bint flow) noexcept
    cdef Py_ssize_t skip_plain_line(self, Py_ssize_t pos, bint flow) noexcept
    cdef Py_ssize_t skip_plain_more(self, Py_ssize_t end, bint flow) except -1
    cdef Py_ssize_t skip_block_scalar(self, Py_ssize_t pos, Py_ssize_t parent) except -1
    cdef Py_ssize_t skip_block_header(self, Py_ssize_t pos) except -1
    @cython.locals(line_end=Py_ssize_t, at=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t)
    cdef int refuse_hidden_end(self, Py_ssize_t opened) except -1

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.flow as flow
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan
cimport seedfmt._syntax.states as states


cdef class Complaints(flow.Flow):
    cdef int require_line_end(self, Py_ssize_t pos, str what) except -1
    cdef int refuse_behind_quote(self, Py_ssize_t start, Py_ssize_t end) except -1
    cdef int fail_behind_quote(self, Py_ssize_t start, Py_ssize_t after) except -1
    cdef int fail_keyless(self, Py_ssize_t start, Py_ssize_t end, str hint) except -1
    cdef Py_ssize_t bare_colon(self, Py_ssize_t start, Py_ssize_t end) except? -2
    cdef int fail_colon(self, Py_ssize_t start, Py_ssize_t end) except -1
    cdef int fail_nested(self, Py_ssize_t pos, Py_ssize_t end) except -1
    cdef int fail_compact(self, Py_ssize_t pos) except -1
    cdef int fail_dash(self, Py_ssize_t pos) except -1
    cdef int fail_dash_in_mapping(self, Py_ssize_t pos) except -1
    cdef int refuse_odd_first(self, Py_ssize_t pos, Py_ssize_t row, Py_ssize_t indent) except -1
    cdef Py_ssize_t line_below(self, Py_ssize_t pos) except? -2
    cdef Py_ssize_t beside_below(self, Py_ssize_t pos) except? -2
    cdef int fail_indent(self, Py_ssize_t pos, int above) except -1
    cdef int fail_more(self, Py_ssize_t pos) except -1
    cdef int fail_continued(self, Py_ssize_t start, Py_ssize_t line) except -1
    cdef bint is_key_meant(self, Py_ssize_t start, Py_ssize_t line) except *
    cdef int last_item(self) except -1
    cdef bint is_alone(self) except *
    cdef int refuse_odd_line(self, Py_ssize_t pos, str way) except -1

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.nodes as nodes
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan
cimport seedfmt._syntax.states as states


cdef class Flow(nodes.Nodes):
    cdef bint json
    cdef bint adjacent

    cdef int prepare(self, bytes source, Py_ssize_t start, Py_ssize_t end, Py_ssize_t depth_limit) except -1
    cdef Py_ssize_t skip_flow(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t open_flow(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_flow_space(self, Py_ssize_t pos) except -1
    cdef bint is_flow_colon(self, Py_ssize_t pos) noexcept
    cdef Py_ssize_t skip_colon(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_question(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_comma(self, Py_ssize_t pos) except -1
    cdef int end_entry(self) except -1
    cdef Py_ssize_t close_flow(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_flow_node(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_more_props(self, Py_ssize_t pos, Py_ssize_t start, Py_ssize_t line) except -1
    cdef Py_ssize_t skip_flow_content(self, Py_ssize_t pos, Py_ssize_t start, Py_ssize_t line) except -1
    cdef Py_ssize_t end_flow_scalar(self, Py_ssize_t start, Py_ssize_t line, Py_ssize_t pos, bint json) except -1
    cdef Py_ssize_t end_flow_node(self, Py_ssize_t pos) except -1
    cdef int advance_flow(self) except -1
    cdef bint is_pair_colon(self, Py_ssize_t pos) noexcept
    cdef Py_ssize_t skip_pair_colon(self, Py_ssize_t row, Py_ssize_t start, Py_ssize_t line, Py_ssize_t pos) except -1
    cdef int fail_open(self) except -1
    cdef int fail_separator(self, Py_ssize_t pos) except -1

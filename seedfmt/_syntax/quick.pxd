cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.complaints as complaints
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan
cimport seedfmt._syntax.states as states


cdef class Quick(complaints.Complaints):
    cdef bint is_quick_mapping(self, Py_ssize_t pos) noexcept
    cdef Py_ssize_t skip_quick_entry(self, Py_ssize_t pos) except -2
    cdef Py_ssize_t end_of_line(self, Py_ssize_t start) noexcept
    cdef Py_ssize_t end_of_quoted(self, Py_ssize_t start) noexcept
    cdef Py_ssize_t end_of_plain(self, Py_ssize_t start, Py_ssize_t end) noexcept

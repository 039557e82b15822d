cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan
cimport seedfmt._syntax.scanner as scanner


cdef class Props(scanner.Scanner):
    cdef list props
    cdef list tags
    cdef dict handles
    cdef Py_ssize_t expanded
    cdef Py_ssize_t place

    cdef int prepare(self, bytes source, Py_ssize_t start, Py_ssize_t end, Py_ssize_t depth_limit) except -1
    cdef Py_ssize_t skip_props(self, Py_ssize_t pos, bint flow) except -1
    cdef Py_ssize_t skip_name(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_tag(self, Py_ssize_t pos) except -1
    cdef int fail_expanded(self, Py_ssize_t pos, Py_ssize_t end) except -1
    cdef Py_ssize_t skip_uri(self, Py_ssize_t pos, bint verbatim) except -1
    cdef int note_prop(self, Py_ssize_t kind, Py_ssize_t start, Py_ssize_t end) except -1
    cdef int fail_second(self, Py_ssize_t kind, Py_ssize_t start, Py_ssize_t end) except -1
    cdef Py_ssize_t take_props(self) noexcept
    cdef int join_props(self, Py_ssize_t place, Py_ssize_t target) except -1
    cdef Py_ssize_t props_start(self, Py_ssize_t place, Py_ssize_t pos) except -1
    cdef Py_ssize_t props_end(self, Py_ssize_t place, Py_ssize_t pos) except -1

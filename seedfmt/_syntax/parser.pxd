cimport cython

cimport seedfmt._syntax.block as block
cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan
cimport seedfmt._syntax.states as states
cimport seedfmt._syntax.tree as tree


cdef class Parser(block.Block):
    cdef bint version
    cdef Py_ssize_t directives
    cdef Py_ssize_t copied
    cdef frozenset declared

    cdef int prepare(self, bytes source, Py_ssize_t start, Py_ssize_t end, Py_ssize_t depth_limit) except -1
    cpdef tree.Tree run(self, bint inside)
    @cython.locals(found=tree.Tree)
    cdef tree.Tree finish(self)
    cdef Py_ssize_t skip_prefix(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_document(self, Py_ssize_t start, Py_ssize_t pos, int flags) except -1
    cdef Py_ssize_t skip_end(self, Py_ssize_t pos) except -1
    cdef Py_ssize_t skip_bom(self, Py_ssize_t pos) except -1
    cdef int reset_directives(self) except -1
    cdef Py_ssize_t skip_directive(self, Py_ssize_t pos) except -1
    cdef int read_version(self, Py_ssize_t pos, Py_ssize_t end, list words) except -1
    cdef int read_handle(self, Py_ssize_t pos, Py_ssize_t end, list words) except -1
    cdef int fail_directives(self) except -1


@cython.locals(parser=Parser)
cpdef tree.Tree read(bytes source, Py_ssize_t start, Py_ssize_t end, bint inside, Py_ssize_t depth)

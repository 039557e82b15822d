cimport cython
from cpython cimport array

cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan


cdef class Tree:
    cdef readonly bytes source
    cdef readonly array.array cells
    cdef readonly array.array comments
    cdef readonly array.array props
    cdef readonly tuple tags
    cdef readonly Py_ssize_t aliases
    cdef int* numbers
    cdef Py_ssize_t size
    cdef dict _items

    cdef int fill(
        self, bytes source, array.array cells, array.array comments, array.array props, tuple tags, Py_ssize_t aliases
    ) except -1
    cdef int cell(self, Py_ssize_t row, Py_ssize_t column) except? -1
    cpdef int head(self, Py_ssize_t row) except? -1
    cpdef int kind(self, Py_ssize_t row) except? -1
    cpdef int style(self, Py_ssize_t row) except? -1
    cpdef Py_ssize_t start(self, Py_ssize_t row) except? -1
    cpdef Py_ssize_t end(self, Py_ssize_t row) except? -1
    cpdef Py_ssize_t after(self, Py_ssize_t row) except? -1
    cpdef Py_ssize_t mark(self, Py_ssize_t row) except? -1
    cpdef Py_ssize_t comma(self, Py_ssize_t row) except? -1
    cpdef Py_ssize_t indent(self, Py_ssize_t row) except? -1
    cpdef Py_ssize_t target(self, Py_ssize_t row) except? -1
    cpdef bytes text(self, Py_ssize_t row)
    cpdef bint is_block(self, Py_ssize_t row) except -1
    cpdef tuple anchor(self, Py_ssize_t row)
    cpdef tuple tag(self, Py_ssize_t row)
    cpdef str tag_name(self, Py_ssize_t row)
    cdef tuple _prop(self, Py_ssize_t row, Py_ssize_t kind)
    cpdef Py_ssize_t begin(self, Py_ssize_t row) except? -1
    cpdef Py_ssize_t behind_props(self, Py_ssize_t row) except? -1
    cpdef list items(self, Py_ssize_t row)
    cpdef Py_ssize_t comment_from(self, Py_ssize_t offset) except? -1
    cpdef tuple comment_between(self, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(place=Py_ssize_t)
    cpdef bint has_comment(self, Py_ssize_t start, Py_ssize_t end) except -1

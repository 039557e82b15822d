cimport cython
from cpython cimport array

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan
from seedfmt._syntax.tree cimport Tree


cdef class Builder:
    cdef bytes source
    cdef const unsigned char* text
    cdef Tree tree
    cdef object table
    cdef int* cells
    cdef Py_ssize_t wanted
    cdef public dict shared
    cdef dict merges
    cdef object merge_key
    cdef object complex_key
    cdef public dict keys
    cdef object numbers
    cdef int* path
    cdef Py_ssize_t depth
    cdef int* places
    cdef list names

    cdef int prepare(self, Tree tree, Py_ssize_t wanted) except -1
    @cython.locals(slot=Py_ssize_t)
    cdef int prepare_walk(self) except -1
    cpdef object build(self, Py_ssize_t first)
    cdef bint is_collection(self, Py_ssize_t row) noexcept
    cdef bint is_mapping(self, Py_ssize_t row) noexcept
    cdef object open(self, Py_ssize_t row)
    cdef int close(self, Py_ssize_t row, object box) except -1
    cpdef object leaf(self, Py_ssize_t row)
    cdef object key(self, Py_ssize_t row)
    cdef object odd_key(self, Py_ssize_t row)
    cdef bint is_merge(self, Py_ssize_t row, Py_ssize_t value) noexcept
    cdef bint is_mergeable(self, Py_ssize_t row, bint several) noexcept
    cdef object scalar(self, Py_ssize_t row)
    cdef object plain(self, int head, Py_ssize_t start, Py_ssize_t end)
    cdef Py_ssize_t short_integer(self, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef object anchored_scalar(self, Py_ssize_t row, int head, Py_ssize_t start, Py_ssize_t end)


@cython.locals(table=array.array, cells="int*", at=Py_ssize_t)
cpdef bint has_alias(Tree tree, Py_ssize_t row) except -1


@cython.locals(builder=Builder)
cpdef object build(Tree tree, Py_ssize_t row=*)

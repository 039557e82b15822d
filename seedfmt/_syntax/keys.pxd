cimport cython
from cpython cimport array

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan
from seedfmt._syntax.tree cimport Tree


cdef class Checker:
    cdef Tree tree
    cdef object names
    cdef bytes source
    cdef const unsigned char* text
    cdef int* cells
    cdef Py_ssize_t total
    cdef Py_ssize_t large_digits
    cdef bint counted

    cdef int prepare(self, Tree tree) except -1
    cdef int run(self) except -1
    cdef int require_unique(self, Py_ssize_t row) except -1
    cdef int require_few_odd(self) except -1
    cdef bint is_odd(self, Py_ssize_t row) except -1
    cdef int fail_odd(self, Py_ssize_t row) except -1
    cdef object value(self, Py_ssize_t row)
    cdef bint is_telling(self, Py_ssize_t row) noexcept
    cdef int require_unique_spellings(self, Py_ssize_t row) except -1
    cdef int require_unique_values(self, Py_ssize_t row) except -1
    cdef int fail_duplicate(self, Py_ssize_t row, Py_ssize_t other) except -1
    cdef object span(self, Py_ssize_t row)


@cython.locals(table=array.array, cells="int*", least=Py_ssize_t, row=Py_ssize_t, at=Py_ssize_t)
cpdef object require_short_integers(Tree tree)


@cython.locals(checker=Checker)
cpdef object require_unique_keys(Tree tree)


@cython.locals(item=Py_ssize_t, mark=Py_ssize_t)
cpdef bint opens_item(Tree tree, Py_ssize_t key) except -1

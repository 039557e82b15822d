cimport cython

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.rows as rows
from seedfmt._syntax.tree cimport Tree


@cython.locals(
    source=bytes, is_list=bint, found=list, last=Py_ssize_t, key=Py_ssize_t, after=Py_ssize_t, value=Py_ssize_t,
    first=Py_ssize_t, breaks=Py_ssize_t,
)
cpdef object outline(Tree tree, Py_ssize_t row)


@cython.locals(text="const unsigned char*", at=Py_ssize_t, breaks=Py_ssize_t)
cdef Py_ssize_t count_breaks(bytes source, Py_ssize_t last, Py_ssize_t first) except -1


@cython.locals(source=bytes, text="const unsigned char*", breaks=Py_ssize_t)
cdef bint is_commented(Tree tree, Py_ssize_t first, Py_ssize_t last) except -1


@cython.locals(
    is_list=bint, after=Py_ssize_t, key=Py_ssize_t, value=Py_ssize_t, place=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t,
    top=Py_ssize_t, bottom=Py_ssize_t, low=Py_ssize_t, begin=Py_ssize_t, breaks=Py_ssize_t,
)
cpdef object lines_of(Tree tree, Py_ssize_t row, Py_ssize_t start, Py_ssize_t stop)


@cython.locals(text="const unsigned char*", size=Py_ssize_t)
cdef Py_ssize_t line_behind(bytes source, Py_ssize_t pos) except -1


cdef bint is_blank_line(bytes source, Py_ssize_t pos) except -1


@cython.locals(text="const unsigned char*", size=Py_ssize_t, end=Py_ssize_t)
cpdef Py_ssize_t behind_blanks(bytes source, Py_ssize_t pos) except -1

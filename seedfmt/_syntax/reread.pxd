cimport cython
from cpython cimport array

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.parser as parser
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan
cimport seedfmt._syntax.tree as tree


@cython.locals(head=int)
cpdef object reread(tree.Tree old, Py_ssize_t row, bytes text)


@cython.locals(source=bytes, cells="int*", at=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, mark=Py_ssize_t)
cdef bint is_line_scalar(tree.Tree old, Py_ssize_t row) except -1


@cython.locals(text="const unsigned char*")
cdef bint is_one_line(bytes source, Py_ssize_t start, Py_ssize_t end) noexcept


@cython.locals(cells="int*", parent=Py_ssize_t, child=Py_ssize_t, kind=int, keyed=bint)
cdef bint is_block_value(tree.Tree old, Py_ssize_t row) noexcept


@cython.locals(source=bytes, line=bytes, size=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, found=tree.Tree, head=int)
cdef int read_head(tree.Tree old, Py_ssize_t row, bytes text) except -1


@cython.locals(
    start=Py_ssize_t, end=Py_ssize_t, moved=Py_ssize_t, table=array.array, cells="int*", ours="int*", total=Py_ssize_t,
    at=Py_ssize_t,
)
cdef tree.Tree move(tree.Tree old, Py_ssize_t row, int head, bytes text)


@cython.locals(props=array.array, places="int*", ours="int*", at=Py_ssize_t, found=tree.Tree)
cdef tree.Tree fill(tree.Tree old, bytes source, array.array table, Py_ssize_t end, Py_ssize_t moved)


@cython.locals(size=Py_ssize_t, at=Py_ssize_t)
cdef bint is_simple(bytes text, int head) noexcept

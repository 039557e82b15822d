cimport cython
from cpython cimport array

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.reread as reread
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan
cimport seedfmt._syntax.tree as tree


@cython.locals(
    source=bytes, cells="int*", after=Py_ssize_t, gone=Py_ssize_t, behind=Py_ssize_t, place=Py_ssize_t
)
cpdef object cut(tree.Tree old, Py_ssize_t row, Py_ssize_t start, Py_ssize_t end)


@cython.locals(
    source=bytes, ours="const unsigned char*", cells="int*", at=Py_ssize_t, after=Py_ssize_t, kind=int, mark=Py_ssize_t,
    size=Py_ssize_t, new=tree.Tree, table=array.array,
)
cpdef object empty(
    tree.Tree old, Py_ssize_t row, Py_ssize_t slot, Py_ssize_t behind, bytes text, Py_ssize_t start, Py_ssize_t end
)


@cython.locals(source=bytes, text="const unsigned char*")
cdef bint is_cuttable(tree.Tree old, Py_ssize_t row, Py_ssize_t start, Py_ssize_t end) except -1


@cython.locals(source=bytes, text="const unsigned char*", cells="int*", first=Py_ssize_t)
cdef Py_ssize_t begin_behind(tree.Tree old, Py_ssize_t row, Py_ssize_t behind, Py_ssize_t end, Py_ssize_t gone) noexcept


@cython.locals(source=bytes, text="const unsigned char*", cells="int*", place=Py_ssize_t)
cdef bint is_blank_behind(tree.Tree old, Py_ssize_t row, Py_ssize_t end) noexcept


@cython.locals(cells="int*", at=Py_ssize_t, end=Py_ssize_t, place=Py_ssize_t)
cdef Py_ssize_t end_before(tree.Tree old, Py_ssize_t row, Py_ssize_t gone) noexcept


@cython.locals(row=Py_ssize_t)
cdef bint has_props(int* cells, Py_ssize_t start, Py_ssize_t end) noexcept


@cython.locals(mark=Py_ssize_t)
cdef Py_ssize_t first_of(int* cells, Py_ssize_t row) noexcept


@cython.locals(behind=Py_ssize_t)
cdef Py_ssize_t next_entry(int* cells, Py_ssize_t row, Py_ssize_t key) noexcept


@cython.locals(source=bytes, text="const unsigned char*", cells="int*", first=Py_ssize_t, place=Py_ssize_t, head=int)
cdef bint is_indented(tree.Tree old, Py_ssize_t row, Py_ssize_t key, Py_ssize_t line, Py_ssize_t gone) noexcept


@cython.locals(
    moved=Py_ssize_t, less=Py_ssize_t, size=Py_ssize_t, table=array.array, cells="int*", ours="int*", at=Py_ssize_t,
    to=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t, after=Py_ssize_t,
)
cdef tree.Tree shrink(
    tree.Tree old, Py_ssize_t gone, Py_ssize_t behind, bytes source, Py_ssize_t start, Py_ssize_t end, Py_ssize_t place
)

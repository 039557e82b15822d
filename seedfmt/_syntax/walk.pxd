cimport cython
from cpython cimport array

cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan
from seedfmt._syntax.tree cimport Tree


@cython.locals(
    table=array.array, cells="int*", result="int*", found=array.array, total=Py_ssize_t, row=Py_ssize_t, parent=Py_ssize_t
)
cpdef object parents(Tree tree)


@cython.locals(
    table=array.array, cells="int*", source=bytes, text="const unsigned char*", wanted="const unsigned char*",
    key=Py_ssize_t, end=Py_ssize_t, at=Py_ssize_t, head=int, start=Py_ssize_t, length=Py_ssize_t, quotes=int, size=Py_ssize_t,
)
cpdef Py_ssize_t find_key(Tree tree, Py_ssize_t row, bytes name) except -2


@cython.locals(row=Py_ssize_t)
cpdef Py_ssize_t find_at(Tree tree, tuple path) except -2


@cython.locals(row=Py_ssize_t, path=list)
cpdef tuple read_path(Tree tree, list parts)


cpdef long long read_index(str part) except -2


@cython.locals(kind=int, items=list, key=Py_ssize_t)
cdef Py_ssize_t find_in(Tree tree, Py_ssize_t row, object part) except -2


@cython.locals(is_list=bint, child=Py_ssize_t, count=Py_ssize_t)
cpdef Py_ssize_t place_of(Tree tree, Py_ssize_t row, Py_ssize_t key) except -1


@cython.locals(
    table=array.array, cells="int*", source=bytes, ours="const unsigned char*", wanted="const unsigned char*", size=Py_ssize_t,
    end=Py_ssize_t, key=Py_ssize_t, at=Py_ssize_t, start=Py_ssize_t,
)
cpdef bint has_plain(Tree tree, Py_ssize_t row, bytes text) except -1


@cython.locals(
    source=bytes, result=bytes, old_table=array.array, new_table=array.array, ours="int*", theirs="int*", text="const unsigned char*",
    other="const unsigned char*", row=Py_ssize_t, shift=Py_ssize_t, one=Py_ssize_t, two=Py_ssize_t, head=int, after=Py_ssize_t,
    length=Py_ssize_t,
)
cpdef Py_ssize_t skip_same(Tree old, Tree new, Py_ssize_t start, Py_ssize_t end, Py_ssize_t behind, Py_ssize_t moved) except -2


@cython.locals(table=array.array, cells="int*", row=Py_ssize_t, total=Py_ssize_t)
cpdef list find_aliases(Tree tree)


@cython.locals(pending=list, ours=list, theirs=list, at=Py_ssize_t)
cpdef bint same(object one, object two) except -1


cdef bint is_alike(object one, object two) except -1

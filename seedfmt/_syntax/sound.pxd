cimport cython
from cpython cimport array

cimport seedfmt._syntax.parser as parser
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan
from seedfmt._syntax.tree cimport Tree


@cython.locals(
    table=array.array, cells="int*", total=Py_ssize_t, counts=array.array, sizes="int*", most=Py_ssize_t, added=Py_ssize_t,
    weights_table=array.array, weights="int*", weight=Py_ssize_t, heavier=Py_ssize_t, heaviest=Py_ssize_t,
    row=Py_ssize_t, at=Py_ssize_t, size=Py_ssize_t, target=Py_ssize_t, after=Py_ssize_t,
)
cpdef object require_bounded(Tree tree)


@cython.locals(
    table=array.array, cells="int*", props_table=array.array, props="int*", tags=tuple, row=Py_ssize_t, place=Py_ssize_t,
    name=Py_ssize_t,
)
cpdef object require_tags(Tree tree)


@cython.locals(table=array.array, cells="int*", total=Py_ssize_t)
cpdef object require_seed(Tree tree)


cpdef object require_sound(Tree tree)


@cython.locals(tree=Tree)
cpdef Tree read_seed(bytes source, Py_ssize_t start, Py_ssize_t end, bint inside, Py_ssize_t depth)

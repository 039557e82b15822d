cimport cython
from cpython cimport array

cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan


@cython.locals(
    table=array.array, cells="int*", total=Py_ssize_t, counts=array.array, sizes="int*", most=Py_ssize_t, added=Py_ssize_t,
    row=Py_ssize_t, at=Py_ssize_t, size=Py_ssize_t, target=Py_ssize_t, after=Py_ssize_t,
)
cpdef object require_bounded(object tree)


@cython.locals(
    table=array.array, cells="int*", props_table=array.array, props="int*", tags=tuple, row=Py_ssize_t, place=Py_ssize_t,
    name=Py_ssize_t,
)
cpdef object require_tags(object tree)


@cython.locals(table=array.array, cells="int*", total=Py_ssize_t)
cpdef object require_seed(object tree)

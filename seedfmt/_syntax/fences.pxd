cimport cython

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.scan as scan


@cython.locals(front=Py_ssize_t, closing=Py_ssize_t, body=Py_ssize_t)
cpdef tuple find_parts(bytes source, Py_ssize_t start)
cpdef Py_ssize_t skip_fence(bytes source, Py_ssize_t pos, int byte)
cpdef Py_ssize_t find_fence(bytes source, Py_ssize_t pos)

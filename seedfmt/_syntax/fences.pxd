cimport cython

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.scan as scan


@cython.locals(front=Py_ssize_t, closing=Py_ssize_t, body=Py_ssize_t)
cpdef tuple find_parts(bytes source, Py_ssize_t start)
cpdef Py_ssize_t skip_fence(bytes source, Py_ssize_t pos, int byte)
@cython.locals(size=Py_ssize_t, end=Py_ssize_t, found=Py_ssize_t)
cpdef Py_ssize_t find_fence(bytes source, Py_ssize_t pos)
cdef Py_ssize_t find_fence_within(bytes source, Py_ssize_t pos, Py_ssize_t end)

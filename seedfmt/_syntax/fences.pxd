cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.scan as scan


cpdef Py_ssize_t skip_fence(bytes source, Py_ssize_t pos, int byte)
cpdef Py_ssize_t find_fence(bytes source, Py_ssize_t pos)

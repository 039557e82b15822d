cimport cython

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan


@cython.locals(style=int, mark=int)
cpdef object scalar_text(bytes source, int head, Py_ssize_t start, Py_ssize_t end, Py_ssize_t indent)


@cython.locals(
    text="const unsigned char*", size=Py_ssize_t, buffer=bytearray, out="unsigned char*", at=Py_ssize_t, solid=Py_ssize_t,
    pos=Py_ssize_t, stop=Py_ssize_t,
)
cpdef object flow_text(bytes source, Py_ssize_t start, Py_ssize_t end, int mark)

cdef bint is_break(int byte) noexcept
cdef Py_ssize_t skip_fold(const unsigned char* text, Py_ssize_t pos, Py_ssize_t end) noexcept


@cython.locals(first=bint, place=Py_ssize_t)
cdef Py_ssize_t put_fold(
    unsigned char* out, Py_ssize_t at, const unsigned char* text, Py_ssize_t pos, Py_ssize_t end, bint spaced
) noexcept

cdef int digits_of(int kind) noexcept


@cython.locals(kind=int, digits=int, point=int, low=int)
cdef int escaped_point(const unsigned char* text, Py_ssize_t pos) except -1


@cython.locals(digits=int, point=int)
cdef Py_ssize_t skip_escape(const unsigned char* text, Py_ssize_t pos) noexcept


@cython.locals(table="const unsigned char*")
cdef int simple_point(int kind) except -1

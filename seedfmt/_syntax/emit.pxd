cimport cython

cimport seedfmt._syntax.chars as chars
cimport seedfmt._syntax.rows as rows
cimport seedfmt._syntax.scan as scan


@cython.final
cdef class Emitter:
    cdef bytes source
    cdef const unsigned char* text
    cdef object table
    cdef int* cells
    cdef list names
    cdef long long lengths
    cdef Py_ssize_t most
    cdef Py_ssize_t spare
    cdef bytearray buffer
    cdef unsigned char* out
    cdef object boxes
    cdef int* open

    @cython.locals(name=bytes)
    cdef int prepare(self, object tree, list names, Py_ssize_t room) except -1

    @cython.locals(level=Py_ssize_t, at=Py_ssize_t, row=Py_ssize_t, last=Py_ssize_t, cell=Py_ssize_t, kind=int)
    cdef Py_ssize_t run(self) except -2

    @cython.locals(cell=Py_ssize_t, head=int, start=Py_ssize_t, end=Py_ssize_t, at=Py_ssize_t)
    cdef Py_ssize_t key(self, Py_ssize_t row, Py_ssize_t first, Py_ssize_t level) except -2

    @cython.locals(name=bytes)
    cdef bint is_name(self, Py_ssize_t first, Py_ssize_t end) except -1

    @cython.locals(head=int, style=int, start=Py_ssize_t, end=Py_ssize_t, behind=Py_ssize_t)
    cdef Py_ssize_t scalar(self, Py_ssize_t cell, Py_ssize_t at) except -2

    @cython.locals(count=Py_ssize_t)
    cdef Py_ssize_t piece(self, bytes text, Py_ssize_t length, Py_ssize_t at) except -2
    cdef bint is_ready_double(self, Py_ssize_t start, Py_ssize_t end) noexcept

    @cython.locals(first=Py_ssize_t, is_ready=bint)
    cdef Py_ssize_t word(self, Py_ssize_t start, Py_ssize_t end, Py_ssize_t at) except -2
    cdef Py_ssize_t body(self, bytes name, Py_ssize_t start, Py_ssize_t at) noexcept


@cython.locals(cells="int*", length=Py_ssize_t, name=bytes, taken=list, at=Py_ssize_t, emitter=Emitter)
cpdef object render_tree(object tree, object body_key, tuple names, Py_ssize_t start)

#!/bin/sh
# The compiled modules under the address and undefined-behaviour sanitizers: tests, official suite, corpus, then mutation.
#
#   fuzz/sanitize.sh [SECONDS [TARGET...]]    seconds for each fuzz target (1200), and which (all that the compiled
#                                             modules work for in one process); PYTHON=... and CC=gcc may be set
#
# Builds in a copy, so that the tree stays as it is. Python's own allocator is switched off, so that each object is a block of
# memory of its own and a read behind its end is seen.
set -eu
seconds=${1:-1200}
[ $# -gt 0 ] && shift
targets=${*:-read compiled edit reconcile json validate secured_parse secured_verify hostile_config}
python=${PYTHON:-python3}
cc=${CC:-gcc}
root=$(cd "$(dirname "$0")/.." && pwd)
copy=${COPY:-$(mktemp -d)}
cp -R "$root/seedfmt" "$root/tests" "$root/fuzz" "$root/bench" "$root/schema" "$root/examples" "$root/setup.py" "$root/pyproject.toml" "$copy/"
cd "$copy"
rm -f seedfmt/_syntax/*.so
flags="-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g"
CC="$cc" CFLAGS="$flags" LDFLAGS="$flags" "$python" setup.py -q build_ext --inplace >build.log 2>&1 || { cat build.log; exit 1; }

LD_PRELOAD="$("$cc" -print-file-name=libasan.so) $("$cc" -print-file-name=libubsan.so)"
ASAN_OPTIONS=detect_leaks=0
UBSAN_OPTIONS=print_stacktrace=1
export LD_PRELOAD ASAN_OPTIONS UBSAN_OPTIONS PYTHONMALLOC=malloc PYTHONPATH="$copy" SEEDFMT_SHARED="${SEEDFMT_SHARED:-$root/../shared}"

"$python" -c 'from seedfmt._syntax import is_compiled; assert is_compiled()'
status=0
"$python" -m pytest -q tests/syntax/test_suite.py tests/syntax/test_errors.py tests/syntax/test_fences.py tests/edit/test_vectors.py \
    tests/edit/test_document.py tests/edit/test_cursor.py tests/laws || status=1
for target in $targets; do
    "$python" -m fuzz "$target" --seconds "$seconds" --findings "$copy/findings" || status=1
done
exit $status

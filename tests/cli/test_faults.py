"""Whatever fails, and whenever: the old file or the new one, whole; nothing beside it; a message; a status not 0."""

from __future__ import annotations

import builtins
import errno
import os
import pathlib
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator

import pytest

import seedfmt
from seedfmt import _files, _listing
from seedfmt._cli import main
from seedfmt.errors import ConflictError, FileError

OLD = b"---\na: 1\n---\nbody\n"
NEW = b"---\na: 2\n---\nbody\n"
POSIX = os.name == "posix"
NOBODY = 65534

pytestmark = pytest.mark.skipif(not POSIX, reason="the faults here are those of POSIX systems")


@pytest.fixture
def post(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    return path


def names(folder: pathlib.Path) -> list[str]:
    return sorted(os.listdir(folder))


def in_child(work: object, *, user: int = 0) -> int:
    """Run work in a process of its own, as another user where one is given; its exit status, or minus the signal."""
    child = os.fork()
    if child == 0:
        status = 99
        try:
            if user and os.geteuid() == 0:
                os.setgroups([])
                os.setgid(user)
                os.setuid(user)
            status = int(work() or 0)  # type: ignore[operator]
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def edit(path: pathlib.Path) -> None:
    document = seedfmt.load(path)
    document["a"] = 2
    seedfmt.dump(document, path)


# -- killed, or refused, at each step ----------------------------------------------------------------------------------

STEPS = ["open", "fdopen", "fstat", "fchown", "fchmod", "fsync", "replace", "stat", "access", "close", "unlink"]


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_each_step(post: pathlib.Path, step: str, moment: str, number: int) -> None:
    """As by SIGKILL, before or after the first, second, ... call of a step."""

    def work() -> None:
        meddle(step, number, moment, lambda: os.kill(os.getpid(), signal.SIGKILL))
        edit(post)

    status = in_child(work)
    assert status in (0, -signal.SIGKILL)
    assert post.read_bytes() in ((NEW,) if status == 0 else (OLD, NEW))
    left = [name for name in names(post.parent) if name != "post.md"]
    assert all(name.startswith(_files.TEMPORARY) for name in left)
    assert [name for name, _ in _listing.find_files([str(post.parent)])] == [str(post)]  # what is left is no seed file
    edit(post)
    assert post.read_bytes() == NEW


def meddle(step: str, number: int, moment: str, act: object) -> None:
    """Have something happen before or after a call of ``os``."""
    module = builtins if step == "fdopen" else os
    name = "open" if step == "fdopen" else step
    real = getattr(module, name)
    calls = [0]

    def instead(*args: object, **kwargs: object) -> object:
        calls[0] += 1
        hit = calls[0] == number + 1
        if hit and moment == "before":
            act()  # type: ignore[operator]
        result = real(*args, **kwargs)
        if hit and moment == "after":
            act()  # type: ignore[operator]
        return result

    setattr(module, name, instead)


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT])
def test_refused_at_each_step(post: pathlib.Path, step: str, number: int, reason: int) -> None:
    """The system says no: the file is old and alone, or new; and a FileError says why."""

    def refuse() -> None:
        raise OSError(reason, os.strerror(reason))

    def work() -> int:
        meddle(step, number, "before", refuse)
        try:
            edit(post)
        except FileError as error:
            return 1 if str(post) in str(error) else 98
        return 0

    status = in_child(work)
    assert status in (0, 1)
    assert post.read_bytes() in ((NEW,) if status == 0 else (OLD, NEW))
    if step != "unlink":
        assert names(post.parent) == ["post.md"]


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS[:-1])
def test_interrupted_at_each_step(post: pathlib.Path, step: str, moment: str, number: int) -> None:
    """Ctrl-C: no litter either."""

    def work() -> int:
        meddle(step, number, moment, lambda: os.kill(os.getpid(), signal.SIGINT))
        try:
            edit(post)
        except KeyboardInterrupt:
            return 1
        return 0

    status = in_child(work)
    assert status in (0, 1)
    assert post.read_bytes() in ((NEW,) if status == 0 else (OLD, NEW))
    assert names(post.parent) == ["post.md"]


# -- no room, no rights ------------------------------------------------------------------------------------------------


def test_no_room(post: pathlib.Path, capfd: pytest.CaptureFixture[str]) -> None:
    import resource

    large = OLD + b"x" * 100_000
    post.write_bytes(large)

    def work() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))  # in the middle of the write
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        return main(["set", str(post), "/a", "2"])

    assert in_child(work) == 1
    assert post.read_bytes() == large
    assert names(post.parent) == ["post.md"]
    assert "could not be written: file too large" in capfd.readouterr().err


# where no disk may be mounted it says so and is no failure
FULL = """
import os, subprocess, sys
folder, large = sys.argv[1], b"---\\na: 1  \\n---\\n" + b"x" * 40_000
if done := subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], stderr=subprocess.PIPE).stderr:
    sys.exit("no mount: " + done.decode())
os.chdir(folder)
with open("large.md", "wb") as file:
    file.write(large)
with open("small.md", "wb") as file:
    file.write(b"---\\na: 1\\n---\\n")
for command in (["set", "large.md", "small.md", "/a", "2"], ["check", "--select", "L104", "--fix", "large.md"]):
    done = subprocess.run([sys.executable, "-m", "seedfmt", *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print(done.returncode, done.stdout.decode())
    assert open("large.md", "rb").read() == large
    assert sorted(os.listdir(".")) == ["large.md", "small.md"]
assert open("small.md", "rb").read() == b"---\\na: 2\\n---\\n"
"""


def test_full_disk(tmp_path: pathlib.Path) -> None:
    """A real disk of 64 kB with a file of 40 kB: what does not fit stays as it is, what fits is done."""
    if not shutil.which("unshare"):
        pytest.skip('no command "unshare" here, which hides a mount from all others')
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--user", "--map-root-user"]
    done = subprocess.run(
        [*alone, sys.executable, "-c", FULL, str(tmp_path)],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    if done.stderr.startswith(("unshare: ", "no mount: ")):
        pytest.skip(f"no disk may be mounted here: {done.stderr.strip()}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("no space left on device; make room") == 2
    assert "1 of 2 files failed, the others are done" in done.stdout


def test_output_without_room(post: pathlib.Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no device here that is always full")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "seedfmt", "get", str(post), "/a"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (2, b"seedfmt: the output could not be written: no space left on device\n")


@pytest.mark.parametrize(
    ("folder", "file", "code"), [(0o555, 0o666, "permit"), (0o777, 0o444, "read-only"), (0o777, 0, "permit")]
)
def test_no_rights(post: pathlib.Path, capfd: pytest.CaptureFixture[str], folder: int, file: int, code: str) -> None:
    for above in post.parents[:3]:
        above.chmod(above.stat().st_mode | 0o755)
    post.chmod(file)
    post.parent.chmod(folder)
    try:
        if in_child(lambda: os.access(post, os.F_OK), user=NOBODY) == 0:
            pytest.skip("another user cannot come here")
        status = in_child(lambda: main(["set", str(post), "/a", "2"]), user=NOBODY)
    finally:
        post.parent.chmod(0o755)
        post.chmod(0o644)
    assert (status, post.read_bytes(), names(post.parent)) == (1, OLD, ["post.md"])
    assert code in capfd.readouterr().err


def test_owner_and_mode_are_kept(post: pathlib.Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    os.chown(post, NOBODY, NOBODY)
    post.chmod(0o604)
    edit(post)
    found = post.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (NOBODY, NOBODY, 0o604)


# -- what a name may lead to -------------------------------------------------------------------------------------------


def test_links(post: pathlib.Path) -> None:
    (post.parent / "one.md").symlink_to("two.md")
    (post.parent / "two.md").symlink_to("post.md")
    edit(post.parent / "one.md")
    assert post.read_bytes() == NEW
    assert (post.parent / "one.md").is_symlink()
    assert (post.parent / "two.md").is_symlink()


def test_hard_links_part(post: pathlib.Path) -> None:
    """Of several hard links only the one named gets the new bytes: writing in place could leave neither file whole."""
    other = post.parent / "other.md"
    os.link(post, other)
    edit(post)
    assert (post.read_bytes(), other.read_bytes()) == (NEW, OLD)


# name, what is there, part of the message
PLACES = [
    ("folder", lambda path: path.mkdir(), "this is a folder"),
    ("loop.md", lambda path: path.symlink_to("loop.md"), "symbolic links"),
    ("dangling.md", lambda path: path.symlink_to("nowhere.md"), "no such file"),
    ("pipe.md", os.mkfifo, "no regular file"),
    ("long" * 100, lambda path: None, "name too long"),
]


@pytest.mark.parametrize(("name", "make", "message"), PLACES)
def test_no_file(
    tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str], name: str, make: object, message: str
) -> None:
    path = tmp_path / name
    make(path)  # type: ignore[operator]
    before = names(tmp_path)
    assert main(["set", str(path), "/a", "2"]) == 1
    assert message in capsys.readouterr().err
    assert names(tmp_path) == before
    with pytest.raises(FileError):
        seedfmt.dump(seedfmt.loads(OLD), path)


NAMES = [b"a\nb.md", b"\xff\xfe.md", b"-x.md", b" .md", "日本.md".encode(), b"a\rb\x1b[31m.md"]


@pytest.mark.parametrize("name", NAMES)
def test_names(tmp_path: pathlib.Path, name: bytes) -> None:
    """Any name a file can have: edited, diffed, found; and in a message on one line."""
    path = os.path.join(os.fsencode(tmp_path), name)
    shown = os.fsdecode(path)
    with open(path, "wb") as file:
        file.write(OLD)

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([sys.executable, "-m", "seedfmt", *arguments], capture_output=True, check=False)

    assert b"+a: 2" in run("set", "--diff", shown, "/a", "2").stdout
    assert main(["set", shown, "/a", "2"]) == 0
    with open(path, "r+b") as file:
        assert file.read() == NEW
        file.write(b"x")
        file.seek(0)
        file.write(b"nothing")
    done = run("check", str(tmp_path), shown)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) >= 1
    failed = run("set", shown, "/a", "2")
    assert (failed.returncode, failed.stderr.count(b"\n")) == (1, 1)


# -- others at work ----------------------------------------------------------------------------------------------------


def test_a_file_that_vanishes(post: pathlib.Path) -> None:
    document = seedfmt.load(post)
    document["a"] = 2
    post.unlink()
    with pytest.raises(ConflictError):
        seedfmt.dump(document, post)
    assert names(post.parent) == []


def test_a_file_that_grows_while_it_is_edited(post: pathlib.Path) -> None:
    """Somebody writes more and more behind it: that is seen and the file left alone, or it was not yet there."""
    writer = os.fork()
    if writer == 0:
        with open(post, "ab", buffering=0) as file:
            for _ in range(3000):
                file.write(b"more\n")
        os._exit(0)
    kept = replaced = 0
    while not replaced and os.waitpid(writer, os.WNOHANG)[0] == 0:
        document = seedfmt.load(post)
        assert bytes(document).startswith(OLD)
        document["a"] = 2
        try:
            seedfmt.dump(document, post)
            replaced += 1
        except ConflictError:
            kept += 1
    if replaced:
        os.waitpid(writer, 0)
    assert post.read_bytes().startswith(NEW if replaced else OLD)
    assert set(post.read_bytes()[len(OLD) :].split(b"\n")[:-1]) <= {b"more"}
    assert names(post.parent) == ["post.md"]


def test_writers_at_once(post: pathlib.Path) -> None:
    """Four processes count up in one file: each adds one or is told of the conflict, and no count is lost."""
    post.write_bytes(b"---\na: 0\n---\n")

    def count() -> int:
        added = 0
        while added < 15:
            document = seedfmt.load(post)
            document["a"] += 1
            try:
                seedfmt.dump(document, post)
            except ConflictError:
                continue
            added += 1
        return 7

    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            try:
                os._exit(count())
            finally:
                os._exit(98)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [7] * 4
    assert post.read_bytes() == b"---\na: 60\n---\n"
    assert names(post.parent) == ["post.md"]


# the command, told by a pipe when it, or a process of its own, opens the file that is named: no clock is asked
DRIVER = """
import os, sys
name, pipe = sys.argv[1], int(sys.argv[2])
def hook(event, args):
    global name
    if event == "open" and os.path.basename(str(args[0])) == name:
        name = ""  # once: nobody reads the pipe a second time
        os.write(pipe, b".")
sys.addaudithook(hook)
sys.argv[1:] = sys.argv[3:]
from seedfmt._cli import program
program()
"""


def start_until(middle: str, folder: pathlib.Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A command in a folder, in a session of its own, that is about to read the file ``middle``, or has ended."""
    told, telling = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", DRIVER, middle, str(telling), *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, pass_fds=[telling], start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(telling)
    os.read(told, 1)
    os.close(told)
    return process


# the same, which ends itself when it is about to put the new file into its place
TERMINATED = """
import os, signal, sys
sys.addaudithook(lambda event, args: event == "os.rename" and os.kill(os.getpid(), signal.SIGTERM))
from seedfmt._cli import program
program()
"""


@pytest.mark.parametrize(
    "command", [["set", "post.md", "/a", "2"], ["check", "--fix", "post.md"]], ids=lambda value: value[0]
)
def test_terminated_in_one_process(tmp_path: pathlib.Path, command: list[str]) -> None:
    """SIGTERM is heard as Ctrl-C is, by any command: one line, the old file, nothing beside it."""
    (tmp_path / "post.md").write_bytes(b"---\na: 1  \n---\n")
    done = subprocess.run(
        [sys.executable, "-c", TERMINATED, *command],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, b"interrupted" in done.stderr, b"Traceback" in done.stderr) == (130, True, False)
    assert (names(tmp_path), (tmp_path / "post.md").read_bytes()) == (["post.md"], b"---\na: 1  \n---\n")


@pytest.fixture
def memory() -> Iterator[pathlib.Path]:
    """A folder in memory, where writing is fast; the test is skipped where there is none."""
    if not os.access("/dev/shm", os.W_OK):
        pytest.skip("no folder in memory here, and 10,000 files take minutes on a disk")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield pathlib.Path(folder)


def make_many(folder: pathlib.Path, count: int, text: bytes) -> list[pathlib.Path]:
    files = [folder / f"{number:05}.md" for number in range(count)]
    for file in files:
        file.write_bytes(text)
    return files


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_among_many(memory: pathlib.Path, sent: signal.Signals) -> None:
    """Stopped in the middle of 10,000 files: each is old or new, none half; what was done is said and true."""
    files = make_many(memory, 10_000, OLD)
    process = start_until("04999.md", memory, "set", *(file.name for file in files), "/a", "2")
    process.send_signal(sent)
    _, err = process.communicate(timeout=600)
    contents = [file.read_bytes() for file in files]
    assert set(contents) <= {OLD, NEW}
    assert names(memory) == [file.name for file in files]
    done = contents.count(NEW)
    assert done >= 4999
    if done == len(files):
        pytest.skip("this process was not given a moment before half of the files were done")
    assert contents == [NEW] * done + [OLD] * (len(files) - done)
    assert process.returncode == 130, err
    assert b"Traceback" not in err
    assert b"interrupted" in err
    said = int(err.split(b"seedfmt: ")[-1].split()[0])
    assert said in (done, done - 1)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("command", [["check"], ["check", "--fix"], ["to-json", "--lines"]], ids=" ".join)
def test_interrupted_workers(tmp_path: pathlib.Path, command: list[str], sent: signal.Signals) -> None:
    """Stopped while several processes work: all end, each file is whole, nothing is beside it, and one line says so."""
    old, new = b"---\na: 1  \n---\n", b"---\na: 1\n---\n"
    files = make_many(tmp_path, int(os.environ.get("SEEDFMT_INTERRUPTED", "1500")), old)
    process = start_until(files[len(files) // 4].name, tmp_path, *command, ".")
    os.killpg(process.pid, sent) if sent == signal.SIGINT else process.send_signal(sent)
    _, err = process.communicate(timeout=600)  # comes to an end only when no worker holds the pipe
    assert process.returncode in (130, 1, 0), err  # it may be done
    assert b"Traceback" not in err
    assert process.returncode != 130 or (err.count(b"\n"), b"interrupted" in err) == (1, True)
    assert {file.read_bytes() for file in files} <= {old, new}
    assert names(tmp_path) == [file.name for file in files]
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)

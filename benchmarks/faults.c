/* Makes the N-th system call that writes below a folder fail, for `faults.py`.

   Preloaded into a process and armed, it counts every call that creates, writes, syncs, cuts,
   renames, removes or maps for writing a file below the folder, and notes each in a file. The
   call with the number asked for meets what `how` says:

     EIO, ENOSPC    it fails with that error
     full           so does every later one that needs room, with ENOSPC
     short          it writes half (a call that writes nothing fails with EIO)
     kill           the process is killed instead of it
     torn           half is written, then the process is killed
     after          the process is killed once it is done
*/
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum how { NONE, FAIL, SHORT, TORN, AFTER };

static char *below, *how;
static long at, count;
static int notes = -1;
static size_t length;

/* Begins to count; no call fails where the number is 0. */
void faults_arm(const char *folder, const char *what, long number, const char *file) {
    below = strdup(folder);
    how = strdup(what);
    length = strlen(below);
    at = number;
    notes = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_below(const char *path) {
    return notes >= 0 && path && !strncmp(path, below, length) &&
           (path[length] == '/' || !path[length]);
}

static int path_below(const char *path) {
    if (notes < 0 || !path) return 0;
    if (path[0] == '/') return is_below(path);
    char folder[4096];
    return syscall(SYS_getcwd, folder, sizeof folder) > 0 && is_below(folder);
}

static int fd_below(int fd) {
    char link[64], path[4096];
    if (notes < 0 || fd < 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0) return 0;
    path[size] = 0;
    return is_below(path);
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

/* Counts one call and says what it meets; errno is set where it is to fail. */
static enum how meet(const char *call, int needs_room) {
    char line[64];
    int size = snprintf(line, sizeof line, "%s\n", call);
    count++;
    syscall(SYS_write, notes, line, size);
    if (count > at && at && needs_room && !strcmp(how, "full")) return errno = ENOSPC, FAIL;
    if (count != at) return NONE;
    if (!strcmp(how, "ENOSPC") || !strcmp(how, "full")) return errno = ENOSPC, FAIL;
    if (!strcmp(how, "short")) return errno = EIO, SHORT;
    if (!strcmp(how, "kill")) die();
    if (!strcmp(how, "torn")) return TORN;
    if (!strcmp(how, "after")) return AFTER;
    return errno = EIO, FAIL;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* A call that writes nothing of its own: it can't be done by half. */
#define WHOLE(found, call, needs_room, bad, real)          \
    do {                                                   \
        if (!(found)) return real;                         \
        enum how met = meet(call, needs_room);             \
        if (met == FAIL || met == SHORT) return bad;       \
        if (met == TORN) die();                            \
        __typeof__(real) done = real;                      \
        if (met == AFTER) die();                           \
        return done;                                       \
    } while (0)

/* A call that writes `size` bytes, or only some of them. */
#define WRITES(fd, call, size, some, real)                       \
    do {                                                         \
        if (!fd_below(fd)) return real;                          \
        enum how met = meet(call, 1);                            \
        if (met == FAIL) return -1;                              \
        ssize_t done = met == SHORT || met == TORN ? some : real; \
        if (met == TORN || met == AFTER) die();                  \
        return done;                                             \
    } while (0)

ssize_t write(int fd, const void *data, size_t size) {
    WRITES(fd, "write", size, REAL(write)(fd, data, size / 2), REAL(write)(fd, data, size));
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t to) {
    WRITES(fd, "pwrite", size, REAL(pwrite)(fd, data, size / 2, to),
           REAL(pwrite)(fd, data, size, to));
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t to) {
    WRITES(fd, "pwrite", size, REAL(pwrite64)(fd, data, size / 2, to),
           REAL(pwrite64)(fd, data, size, to));
}
ssize_t writev(int fd, const struct iovec *parts, int number) {
    WRITES(fd, "write", 0, REAL(writev)(fd, parts, number > 1 ? number / 2 : number),
           REAL(writev)(fd, parts, number));
}

int fsync(int fd) { WHOLE(fd_below(fd), "sync", 0, -1, REAL(fsync)(fd)); }
int fdatasync(int fd) { WHOLE(fd_below(fd), "sync", 0, -1, REAL(fdatasync)(fd)); }
int ftruncate(int fd, off_t size) {
    WHOLE(fd_below(fd), "truncate", 1, -1, REAL(ftruncate)(fd, size));
}
int ftruncate64(int fd, off64_t size) {
    WHOLE(fd_below(fd), "truncate", 1, -1, REAL(ftruncate64)(fd, size));
}
int fallocate(int fd, int mode, off_t to, off_t size) {
    WHOLE(fd_below(fd), "allocate", 1, -1, REAL(fallocate)(fd, mode, to, size));
}
int posix_fallocate(int fd, off_t to, off_t size) {
    WHOLE(fd_below(fd), "allocate", 1, errno, REAL(posix_fallocate)(fd, to, size));
}
int fchmod(int fd, mode_t mode) { WHOLE(fd_below(fd), "mode", 0, -1, REAL(fchmod)(fd, mode)); }
int fchown(int fd, uid_t user, gid_t group) {
    WHOLE(fd_below(fd), "mode", 0, -1, REAL(fchown)(fd, user, group));
}
int chmod(const char *path, mode_t mode) {
    WHOLE(path_below(path), "mode", 0, -1, REAL(chmod)(path, mode));
}
int mkdir(const char *path, mode_t mode) {
    WHOLE(path_below(path), "folder", 1, -1, REAL(mkdir)(path, mode));
}
int rename(const char *from, const char *to) {
    WHOLE(path_below(to), "rename", 0, -1, REAL(rename)(from, to));
}
int link(const char *from, const char *to) {
    WHOLE(path_below(to), "rename", 1, -1, REAL(link)(from, to));
}
int unlink(const char *path) { WHOLE(path_below(path), "unlink", 0, -1, REAL(unlink)(path)); }

void *mmap(void *where, size_t size, int may, int flags, int fd, off_t from) {
    WHOLE(flags & MAP_SHARED && may & PROT_WRITE && fd_below(fd), "map", 1, MAP_FAILED,
          REAL(mmap)(where, size, may, flags, fd, from));
}
void *mmap64(void *where, size_t size, int may, int flags, int fd, off64_t from) {
    WHOLE(flags & MAP_SHARED && may & PROT_WRITE && fd_below(fd), "map", 1, MAP_FAILED,
          REAL(mmap64)(where, size, may, flags, fd, from));
}

/* Only an open that may make a file counts. */
static mode_t mode_of(int flags, va_list more) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
}
#define MODE                          \
    va_list more;                     \
    va_start(more, flags);            \
    mode_t mode = mode_of(flags, more); \
    va_end(more)
int open(const char *path, int flags, ...) {
    MODE;
    WHOLE(flags & O_CREAT && path_below(path), "create", 1, -1, REAL(open)(path, flags, mode));
}
int open64(const char *path, int flags, ...) {
    MODE;
    WHOLE(flags & O_CREAT && path_below(path), "create", 1, -1, REAL(open64)(path, flags, mode));
}
int openat(int folder, const char *path, int flags, ...) {
    MODE;
    WHOLE(flags & O_CREAT && path_below(path), "create", 1, -1,
          REAL(openat)(folder, path, flags, mode));
}
int openat64(int folder, const char *path, int flags, ...) {
    MODE;
    WHOLE(flags & O_CREAT && path_below(path), "create", 1, -1,
          REAL(openat64)(folder, path, flags, mode));
}

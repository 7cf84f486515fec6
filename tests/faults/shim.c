/* Stands between the program and the disk, for the tests of faults alone (LD_PRELOAD, Linux).
 *
 * Sees every call that the process makes about files below one folder, counts those that could fail, and at a given one
 * fails, or kills the process before or after it. Can also record what was written and what was synced, so that a power
 * cut at any moment can be simulated from the record.
 *
 * Record (little endian): kind u8, file u32, offset u64, length u64, then `length` bytes.
 *   N name of a file (its number, its path)   C created   W written   T cut to `offset`   S synced
 *   U name removed   R renamed (path of the new name)   D names of a folder synced (its path)   M mark number `offset`
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { NOTHING, FAIL_ONCE, FAIL_ALWAYS, KILL_BEFORE, KILL_AFTER };
enum { MOST_FDS = 1024, MOST_FILES = 4096, LONGEST = 1024 };

static char root[LONGEST];
static int mode = NOTHING, wanted_errno = EIO, fired = 0, reads_too = 0;
static long count = 0, at = -1;
static int log_fd = -1;
static int file_of[MOST_FDS]; /* number + 1 of the file behind a descriptor, 0 for none of ours */
static char *names[MOST_FILES];
static int named = 0;

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__) = NULL; \
    if (!real) real = dlsym(RTLD_NEXT, name)

/* What the tests ask ----------------------------------------------------------------------------------------------- */

/* Another folder: what was known of the last one is forgotten. */
void fault_root(const char *folder) {
    snprintf(root, sizeof root, "%s", folder);
    while (named) free(names[--named]);
    memset(file_of, 0, sizeof file_of);
}

void fault_arm(int what, long call, int error, int reads) {
    mode = what; at = call; wanted_errno = error; reads_too = reads; count = 0; fired = 0;
}

long fault_disarm(void) { mode = NOTHING; return count; }

int fault_fired(void) { return fired; }

static void put(char kind, uint32_t file, uint64_t offset, const void *data, uint64_t length) {
    if (log_fd < 0) return;
    struct __attribute__((packed)) { char kind; uint32_t file; uint64_t offset, length; } head = {kind, file, offset, length};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)data, length}};
    if (writev(log_fd, parts, data ? 2 : 1) < 0) abort();
}

void fault_record(int descriptor) {
    log_fd = descriptor;
    if (log_fd < 0) return;
    for (int i = 0; i < named; i++) put('N', i, 0, names[i], strlen(names[i]));
}

void fault_mark(long number) { put('M', 0, number, NULL, 0); }

/* What the calls do ------------------------------------------------------------------------------------------------- */

static int ours(const char *path) {
    size_t length = strlen(root);
    return length && path && !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

static int number_of(const char *path) {
    for (int i = 0; i < named; i++) if (!strcmp(names[i], path)) return i;
    if (named == MOST_FILES) abort();
    names[named] = strdup(path);
    put('N', named, 0, path, strlen(path));
    return named++;
}

static int file_behind(int fd) { return fd >= 0 && fd < MOST_FDS ? file_of[fd] - 1 : -1; }

/* Counts a call; 1 when it shall fail, and then errno is set. */
static int counted(int reading) {
    if (mode == NOTHING || (reading && !reads_too)) return 0;
    long now = count++;
    if (now != at && !(mode == FAIL_ALWAYS && at >= 0 && now > at)) return 0;
    fired = 1;
    if (mode == KILL_BEFORE) kill(getpid(), SIGKILL);
    if (mode == FAIL_ONCE || mode == FAIL_ALWAYS) { errno = wanted_errno; return 1; }
    return 0;
}

static void after(int reading) {
    if (mode == KILL_AFTER && !(reading && !reads_too) && count - 1 == at && at >= 0) kill(getpid(), SIGKILL);
}

static int opened(int fd, const char *path, int flags, int was_there) {
    if (fd < 0 || fd >= MOST_FDS) return fd;
    int file = number_of(path);
    file_of[fd] = file + 1;
    if (!was_there) put('C', file, 0, NULL, 0);
    else if (flags & O_TRUNC) put('T', file, 0, NULL, 0);
    return fd;
}

static int exists(const char *path) { struct stat found; return !stat(path, &found); }

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, #name, const char *, int, ...); \
        mode_t bits = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); bits = va_arg(rest, mode_t); va_end(rest); } \
        if (!ours(path)) return real(path, flags, bits); \
        if (counted(!(flags & O_CREAT))) return -1; \
        int was_there = exists(path); \
        int fd = opened(real(path, flags, bits), path, flags, was_there); \
        after(!(flags & O_CREAT)); \
        return fd; \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(int, #name, int, const char *, int, ...); \
        mode_t bits = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); bits = va_arg(rest, mode_t); va_end(rest); } \
        if (!ours(path)) return real(folder, path, flags, bits); \
        if (counted(!(flags & O_CREAT))) return -1; \
        int was_there = exists(path); \
        int fd = opened(real(folder, path, flags, bits), path, flags, was_there); \
        after(!(flags & O_CREAT)); \
        return fd; \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    REAL(int, "close", int);
    if (fd >= 0 && fd < MOST_FDS) file_of[fd] = 0;
    return real(fd);
}

static ssize_t written(ssize_t done, int file, off_t offset, const void *data) {
    if (done > 0) put('W', file, offset, data, done);
    after(0);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    int file = file_behind(fd);
    if (file < 0) return real(fd, data, length);
    if (counted(0)) return -1;
    off_t offset = lseek(fd, 0, SEEK_CUR);
    return written(real(fd, data, length), file, offset, data);
}

#define PWRITE(name, type) \
    ssize_t name(int fd, const void *data, size_t length, type offset) { \
        REAL(ssize_t, #name, int, const void *, size_t, type); \
        int file = file_behind(fd); \
        if (file < 0) return real(fd, data, length, offset); \
        if (counted(0)) return -1; \
        return written(real(fd, data, length, offset), file, offset, data); \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t read(int fd, void *data, size_t length) {
    REAL(ssize_t, "read", int, void *, size_t);
    if (file_behind(fd) >= 0 && counted(1)) return -1;
    ssize_t done = real(fd, data, length);
    if (file_behind(fd) >= 0) after(1);
    return done;
}

#define PREAD(name, type) \
    ssize_t name(int fd, void *data, size_t length, type offset) { \
        REAL(ssize_t, #name, int, void *, size_t, type); \
        if (file_behind(fd) >= 0 && counted(1)) return -1; \
        ssize_t done = real(fd, data, length, offset); \
        if (file_behind(fd) >= 0) after(1); \
        return done; \
    }
PREAD(pread, off_t)
PREAD(pread64, off64_t)

#define TRUNCATE(name, type) \
    int name(int fd, type length) { \
        REAL(int, #name, int, type); \
        int file = file_behind(fd); \
        if (file < 0) return real(fd, length); \
        if (counted(0)) return -1; \
        int done = real(fd, length); \
        if (!done) put('T', file, length, NULL, 0); \
        after(0); \
        return done; \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

static int synced(int done, int fd, int file) {
    struct stat found;
    if (!done && !fstat(fd, &found)) {
        if (S_ISDIR(found.st_mode)) put('D', 0, 0, names[file], strlen(names[file]));
        else put('S', file, 0, NULL, 0);
    }
    after(0);
    return done;
}

#define SYNC(name) \
    int name(int fd) { \
        REAL(int, #name, int); \
        int file = file_behind(fd); \
        if (file < 0) return real(fd); \
        if (counted(0)) return -1; \
        return synced(real(fd), fd, file); \
    }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    if (!ours(path)) return real(path);
    if (counted(0)) return -1;
    int done = real(path);
    if (!done) put('U', number_of(path), 0, NULL, 0);
    after(0);
    return done;
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    if (!ours(from)) return real(from, to);
    if (counted(0)) return -1;
    int done = real(from, to);
    if (!done) put('R', number_of(from), 0, to, strlen(to));
    after(0);
    return done;
}

int mkdir(const char *path, mode_t bits) {
    REAL(int, "mkdir", const char *, mode_t);
    if (!ours(path)) return real(path, bits);
    if (counted(0)) return -1;
    int done = real(path, bits);
    after(0);
    return done;
}

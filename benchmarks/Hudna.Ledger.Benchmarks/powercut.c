/* Stands between a program and the system (LD_PRELOAD) and lets the power fail: after a number of writes to files of a ledger, each write that
   was not followed by a sync of its file is taken back or left, by chance, and the process ends at once with 137.
   POWERCUT_AFTER: how many writes; POWERCUT_SEED: for the chance. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <limits.h>

typedef struct undo { int fd; off_t at; size_t length, before; off_t size; struct undo *next; } undo;

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static undo *log_;
static long count, after = -1;
static unsigned seed;

static int ours(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n <= 0) return 0;
    path[n] = 0;
    return strstr(path, "x.db") != NULL && strstr(path, "-shm") == NULL;
}

static void cut(void) {
    ssize_t (*write_)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite64");
    /* Newest first, so that what two writes overwrote comes back in the right order; a write that is left may be torn by an older one. */
    int all = rand_r(&seed) % 3 == 0;
    for (undo *u = log_; u; u = u->next) {
        if (!all && rand_r(&seed) % 2) continue;
        if (u->before) write_(u->fd, (char *)(u + 1), u->before, u->at);
        struct stat now;
        if (fstat(u->fd, &now) == 0 && now.st_size > u->size && now.st_size <= u->at + (off_t)u->length) { if (ftruncate(u->fd, u->size)) {} }
    }
    _exit(137);
}

static void note(int fd, size_t length, off_t at) {
    if (after < 0) {
        const char *a = getenv("POWERCUT_AFTER"), *s = getenv("POWERCUT_SEED");
        after = a ? atol(a) : 0;
        seed = s ? (unsigned)strtoul(s, NULL, 10) : 1;
    }
    if (!after || !ours(fd)) return;
    pthread_mutex_lock(&gate);
    if (++count > after) cut();
    struct stat st;
    fstat(fd, &st);
    undo *u = malloc(sizeof *u + length);
    u->fd = dup(fd), u->at = at, u->length = length, u->size = st.st_size, u->next = log_;
    ssize_t n = pread(fd, u + 1, length, at);
    u->before = n > 0 ? (size_t)n : 0;
    log_ = u;
    pthread_mutex_unlock(&gate);
}

static void synced(int fd) {
    struct stat a, b;
    if (!log_ || fstat(fd, &a)) return;
    pthread_mutex_lock(&gate);
    for (undo **u = &log_; *u;) {
        undo *it = *u;
        if (fstat(it->fd, &b) == 0 && a.st_ino == b.st_ino && a.st_dev == b.st_dev) { *u = it->next; close(it->fd); free(it); }
        else u = &it->next;
    }
    pthread_mutex_unlock(&gate);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off_t at) {
    static ssize_t (*real)(int, const void *, size_t, off_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    note(fd, length, at);
    return real(fd, data, length, at);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return pwrite64(fd, data, length, at); }

ssize_t write(int fd, const void *data, size_t length) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    if (fd > 2 && ours(fd)) note(fd, length, lseek(fd, 0, SEEK_CUR));
    return real(fd, data, length);
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    int r = real(fd);
    if (r == 0) synced(fd);
    return r;
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    int r = real(fd);
    if (r == 0) synced(fd);
    return r;
}

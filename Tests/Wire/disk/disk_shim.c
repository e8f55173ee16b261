/*
 * A disk that can be looked into: loaded ahead of libc (LD_PRELOAD), it writes down everything that
 * a program does to the files below one folder, and can fail on demand. Tests/Wire/disk/ builds
 * and reads it.
 *
 *   MOTCUA_DISK_ROOT     the folder, an absolute path
 *   MOTCUA_DISK_JOURNAL  where operations are appended; without it nothing is written down
 *   MOTCUA_DISK_CONTROL  a file of four int64: errno for writes, errno for fsync, milliseconds added
 *                        to the clock, bytes that may still be written before the errno for writes
 *                        holds
 *
 * A record is: op (1 byte), length of the path (uint16), length of the data (uint32), an offset
 * (uint64), the path, the data; little endian. Ops: W write, T truncate to the offset, S sync of a
 * file, D sync of a folder, C created, U unlinked, L linked and R renamed (the data is the new path).
 * Records are written after the operation has succeeded, under one lock, so their order is that of
 * the program.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { FILES_MAX = 1024 };
enum { WRITE_ERRNO, SYNC_ERRNO, CLOCK_SHIFT, BYTES_LEFT, CONTROLS };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static char *paths[FILES_MAX];
static const char *root;
static size_t root_length;
static int journal = -1;
static volatile int64_t *control;

static void begin(void) {
  root = getenv("MOTCUA_DISK_ROOT");
  root_length = root ? strlen(root) : 0;
  const char *path = getenv("MOTCUA_DISK_JOURNAL");
  if (path)
    journal = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  path = getenv("MOTCUA_DISK_CONTROL");
  if (!path) return;
  int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
  if (file < 0) return;
  void *memory =
      mmap(NULL, CONTROLS * sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  syscall(SYS_close, file);
  if (memory != MAP_FAILED) control = memory;
}

static void ready(void) { pthread_once(&once, begin); }

static int is_ours(const char *path) {
  return root_length > 0 && path && strncmp(path, root, root_length) == 0;
}

/* The path of a descriptor, or NULL if the file is none of ours. */
static const char *path_of(int file) {
  ready();
  return file >= 0 && file < FILES_MAX ? paths[file] : NULL;
}

static void append(char op, const char *path, const void *data, size_t count, uint64_t offset) {
  if (journal < 0) return;
  uint8_t head[15];
  uint16_t path_length = (uint16_t)strlen(path);
  uint32_t data_length = (uint32_t)count;
  head[0] = (uint8_t)op;
  memcpy(head + 1, &path_length, 2);
  memcpy(head + 3, &data_length, 4);
  memcpy(head + 7, &offset, 8);
  struct iovec parts[3] = {
      {head, sizeof head}, {(void *)path, path_length}, {(void *)data, data_length}};
  syscall(SYS_writev, journal, parts, 3);
}

static void record(char op, const char *path, const void *data, size_t count, uint64_t offset) {
  int kept = errno;
  pthread_mutex_lock(&lock);
  append(op, path, data, count, offset);
  pthread_mutex_unlock(&lock);
  errno = kept;
}

/* Whether a write of so many bytes fails now; sets errno. */
static int write_fails(size_t count) {
  if (!control || control[WRITE_ERRNO] == 0) return 0;
  if (control[BYTES_LEFT] >= (int64_t)count) {
    control[BYTES_LEFT] -= (int64_t)count;
    return 0;
  }
  errno = (int)control[WRITE_ERRNO];
  return 1;
}

static int opened(int file, const char *path, int flags, int was_there) {
  if (file < 0 || file >= FILES_MAX || !is_ours(path)) return file;
  char *copy = strdup(path);
  pthread_mutex_lock(&lock);
  free(paths[file]);
  paths[file] = copy;
  if ((flags & O_CREAT) && !was_there) append('C', path, NULL, 0, 0);
  if ((flags & O_TRUNC) && was_there) append('T', path, NULL, 0, 0);
  pthread_mutex_unlock(&lock);
  return file;
}

static int open_any(const char *path, int flags, mode_t mode) {
  ready();
  int ours = is_ours(path);
  if (ours && (flags & O_CREAT) && control && control[WRITE_ERRNO] == EROFS) {
    errno = EROFS;
    return -1;
  }
  int was_there = ours && access(path, F_OK) == 0;
  int file = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  return opened(file, path, flags, was_there);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return open_any(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return open_any(path, flags | O_LARGEFILE, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  if (path[0] == '/') return open_any(path, flags, mode);
  return (int)syscall(SYS_openat, folder, path, flags, mode);
}

int close(int file) {
  ready();
  if (file >= 0 && file < FILES_MAX && paths[file]) {
    pthread_mutex_lock(&lock);
    free(paths[file]);
    paths[file] = NULL;
    pthread_mutex_unlock(&lock);
  }
  return (int)syscall(SYS_close, file);
}

ssize_t pwrite64(int file, const void *data, size_t count, off_t offset) {
  const char *path = path_of(file);
  if (path && write_fails(count)) return -1;
  ssize_t done = syscall(SYS_pwrite64, file, data, count, offset);
  if (path && done > 0) record('W', path, data, (size_t)done, (uint64_t)offset);
  return done;
}

ssize_t pwrite(int file, const void *data, size_t count, off_t offset) {
  return pwrite64(file, data, count, offset);
}

ssize_t write(int file, const void *data, size_t count) {
  const char *path = path_of(file);
  if (!path) return syscall(SYS_write, file, data, count);
  if (write_fails(count)) return -1;
  off_t offset = lseek(file, 0, SEEK_CUR);
  ssize_t done = syscall(SYS_write, file, data, count);
  if (done > 0 && offset >= 0) record('W', path, data, (size_t)done, (uint64_t)offset);
  return done;
}

static int truncate_file(int file, off_t size) {
  const char *path = path_of(file);
  if (path && write_fails(0)) return -1;
  int result = (int)syscall(SYS_ftruncate, file, size);
  if (path && result == 0) record('T', path, NULL, 0, (uint64_t)size);
  return result;
}

int ftruncate(int file, off_t size) { return truncate_file(file, size); }
int ftruncate64(int file, off_t size) { return truncate_file(file, size); }

static int sync_file(int file) {
  const char *path = path_of(file);
  if (!path) return (int)syscall(SYS_fsync, file);
  if (control && control[SYNC_ERRNO] != 0) {
    errno = (int)control[SYNC_ERRNO];
    return -1;
  }
  struct stat status;
  int is_folder = fstat(file, &status) == 0 && S_ISDIR(status.st_mode);
  /* The journal is the disk here, so the real one is spared. */
  record(is_folder ? 'D' : 'S', path, NULL, 0, 0);
  return 0;
}

int fsync(int file) { return sync_file(file); }
int fdatasync(int file) { return sync_file(file); }

int unlink(const char *path) {
  ready();
  int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (result == 0 && is_ours(path)) record('U', path, NULL, 0, 0);
  return result;
}

int link(const char *from, const char *to) {
  ready();
  int result = (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
  if (result == 0 && is_ours(to)) record('L', from, to, strlen(to), 0);
  return result;
}

int rename(const char *from, const char *to) {
  ready();
  int result = (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
  if (result == 0 && is_ours(to)) record('R', from, to, strlen(to), 0);
  return result;
}

static int64_t shift(void) {
  ready();
  return control ? control[CLOCK_SHIFT] : 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  int result = (int)syscall(SYS_clock_gettime, clock, time);
  if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += shift() / 1000;
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  int result = clock_gettime(CLOCK_REALTIME, &now);
  if (result == 0) {
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
  }
  return result;
}

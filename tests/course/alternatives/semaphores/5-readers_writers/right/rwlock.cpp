// right: pthread_rwlock_t, shared between processes, and made to prefer writers
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char *const name = "board.lock";

static pthread_rwlock_t *lock_of(int flags) {
  int fd = open(name, flags, 0600);
  if (fd < 0 || ftruncate(fd, sizeof(pthread_rwlock_t)) < 0) {
    perror(name);
    exit(1);
  }
  return (pthread_rwlock_t *)mmap(NULL, sizeof(pthread_rwlock_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
}

static void say(const char *what) {
  if (write(1, what, strlen(what)) < 0) exit(1);
}

static void stay(void) {
  char buffer[64];
  while (read(0, buffer, sizeof buffer) > 0) continue;
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "keep") == 0) {
    pthread_rwlock_t *lock = lock_of(O_RDWR | O_CREAT);
    pthread_rwlockattr_t attributes;
    pthread_rwlockattr_init(&attributes);
    pthread_rwlockattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    pthread_rwlock_init(lock, &attributes);
    say("open\n");
    stay();
    unlink(name);
    return 0;
  }
  if (argc == 2 && strcmp(argv[1], "read") == 0) {
    pthread_rwlock_t *lock = lock_of(O_RDWR);
    pthread_rwlock_rdlock(lock);
    say("in\n");
    stay();
    say("out\n");
    pthread_rwlock_unlock(lock);
    return 0;
  }
  if (argc == 2 && strcmp(argv[1], "write") == 0) {
    pthread_rwlock_t *lock = lock_of(O_RDWR);
    pthread_rwlock_wrlock(lock);
    say("in\n");
    stay();
    say("out\n");
    pthread_rwlock_unlock(lock);
    return 0;
  }
  fprintf(stderr, "usage: readers_writers keep|read|write\n");
  return 2;
}

// Three processes count in POSIX shared memory under a mutex that they share.
// memory
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_mutex_t mutex;
  int count;
};

int main() {
  char name[32];
  snprintf(name, sizeof name, "/counter.%d", static_cast<int>(getpid()));
  const int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
  shm_unlink(name);
  if (fd < 0 || ftruncate(fd, sizeof(Shared)) != 0) return 1;
  auto* shared = static_cast<Shared*>(mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&shared->mutex, &attributes);
  for (int i = 0; i < 3; ++i)
    if (fork() == 0) {
      for (int k = 0; k < 2; ++k) {
        pthread_mutex_lock(&shared->mutex);
        ++shared->count;
        pthread_mutex_unlock(&shared->mutex);
      }
      _exit(0);
    }
  int status, failed = 0;
  while (wait(&status) > 0) failed |= status;
  printf("%d\n", shared->count);
  return shared->count == 6 ? failed : 1;
}

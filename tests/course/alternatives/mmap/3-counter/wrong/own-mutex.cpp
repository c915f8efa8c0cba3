// wrong: the lock is shared by the workers of one counter, and another counter knows nothing of it
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  char *end1 = nullptr, *end2 = nullptr;
  const long workers = argc == 4 ? strtol(argv[2], &end1, 10) : 0, n = argc == 4 ? strtol(argv[3], &end2, 10) : -1;
  if (workers < 1 || workers > 8 || n < 0 || n > 1000 || *end1 != 0 || *end2 != 0 || *argv[3] == 0) {
    fprintf(stderr, "usage: counter FILE WORKERS N\n");
    return 2;
  }
  const int fd = open(argv[1], O_RDWR | O_CREAT, 0666);
  if (fd < 0 || ftruncate(fd, 8) < 0) {
    perror(argv[1]);
    return 1;
  }
  auto* count = static_cast<uint64_t*>(mmap(nullptr, 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
  auto* mutex = static_cast<pthread_mutex_t*>(mmap(nullptr, sizeof(pthread_mutex_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  if (count == MAP_FAILED || mutex == MAP_FAILED) {
    perror("mmap");
    return 1;
  }
  pthread_mutexattr_t shared;
  pthread_mutexattr_init(&shared);
  pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(mutex, &shared);
  for (int worker = 0; worker < workers; ++worker)
    if (fork() == 0) {
      for (int i = 0; i < n; ++i) {
        pthread_mutex_lock(mutex);
        ++*count;
        pthread_mutex_unlock(mutex);
      }
      _exit(0);
    }
  while (wait(nullptr) > 0) {}
  printf("count %lu\n", static_cast<unsigned long>(*count));
}

// wrong: an atomic load and an atomic store are two steps
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

typedef unsigned long long u64;

static void increment(u64* where) {
  __atomic_store_n(where, __atomic_load_n(where, __ATOMIC_ACQUIRE) + 1, __ATOMIC_RELEASE);
}

static bool in_range(const char* text, int low, int high, int* number) {
  const size_t digits = strspn(text, "0123456789");
  if (digits == 0 || digits > 4 || text[digits] != '\0') return false;
  *number = atoi(text);
  return *number >= low && *number <= high;
}

int main(int argc, char* argv[]) {
  int workers, times;
  if (argc != 4 || !in_range(argv[2], 1, 8, &workers) || !in_range(argv[3], 0, 1000, &times)) {
    fprintf(stderr, "usage: counter FILE WORKERS N\n");
    return 2;
  }
  const int fd = open(argv[1], O_CREAT | O_RDWR, 0666);
  const int error = fd < 0 ? errno : posix_fallocate(fd, 0, sizeof(u64));
  if (error != 0) {
    fprintf(stderr, "counter: %s: %s\n", argv[1], strerror(error));
    return 1;
  }
  u64* count = static_cast<u64*>(mmap(nullptr, sizeof(u64), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
  if (count == MAP_FAILED) {
    perror("counter: mmap");
    return 1;
  }
  for (int worker = 0; worker < workers; ++worker) {
    const pid_t pid = fork();
    if (pid < 0) return 1;
    if (pid == 0) {
      for (int i = 0; i < times; ++i) increment(count);
      munmap(count, sizeof(u64));
      _exit(EXIT_SUCCESS);
    }
  }
  while (wait(nullptr) > 0 || errno == EINTR) {}
  printf("count %llu\n", __atomic_load_n(count, __ATOMIC_ACQUIRE));
  return EXIT_SUCCESS;
}

// Three processes meet at a barrier in shared memory, twice; one of them each time is the serial one.
#include <atomic>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_barrier_t barrier;
  std::atomic<int> arrived, serial;
};

static int walk(Shared* shared) {
  for (int round = 1; round <= 2; ++round) {
    ++shared->arrived;
    const int result = pthread_barrier_wait(&shared->barrier);
    if (result == PTHREAD_BARRIER_SERIAL_THREAD) ++shared->serial;
    else if (result != 0) return 1;
    if (shared->arrived < 3 * round) return 1;
    pthread_barrier_wait(&shared->barrier);
  }
  return 0;
}

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = new (page) Shared();
  pthread_barrierattr_t attributes;
  pthread_barrierattr_init(&attributes);
  pthread_barrierattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_barrier_init(&shared->barrier, &attributes, 3);
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) _exit(walk(shared));
  int failed = walk(shared), status;
  while (wait(&status) > 0) failed |= status;
  printf("%d\n", shared->serial.load());
  return failed == 0 && shared->serial == 2 ? 0 : 1;
}

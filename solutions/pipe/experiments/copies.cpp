// A child fills messages of 64 KiB, the parent adds up their bytes: once
// through a pipe, once in memory that both of them share.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

constexpr int kSize = 65536, kMessages = 4000;
using Clock = std::chrono::steady_clock;

struct Shared {
  sem_t full, empty;
  char message[kSize];
};

long sum(const char* bytes) {
  long all = 0;
  for (int i = 0; i < kSize; ++i) all += bytes[i];
  return all;
}

void report(const char* how, Clock::time_point begun) {
  std::chrono::duration<double> took = Clock::now() - begun;
  double megabytes = kMessages * (kSize / 1e6);
  dprintf(1, "%s: %.0f MB/s\n", how, megabytes / took.count());
}

int main() {
  int ends[2];
  pipe(ends);
  static char message[kSize];
  auto begun = Clock::now();
  if (fork() == 0) {
    for (int i = 0; i < kMessages; ++i) {
      memset(message, i, kSize);
      write(ends[1], message, kSize);        // a copy into the kernel
    }
    _exit(0);
  }
  long all = 0;
  for (int i = 0; i < kMessages; ++i) {
    for (int got = 0; got < kSize;)          // and a copy out of it
      got += read(ends[0], message + got, kSize - got);
    all += sum(message);
  }
  report("pipe", begun);
  wait(nullptr);

  int access = PROT_READ | PROT_WRITE, flags = MAP_SHARED | MAP_ANONYMOUS;
  auto* shared = static_cast<Shared*>(
      mmap(nullptr, sizeof(Shared), access, flags, -1, 0));
  sem_init(&shared->full, 1, 0);
  sem_init(&shared->empty, 1, 1);
  begun = Clock::now();
  if (fork() == 0) {
    for (int i = 0; i < kMessages; ++i) {
      sem_wait(&shared->empty);
      memset(shared->message, i, kSize);     // it is there already
      sem_post(&shared->full);
    }
    _exit(0);
  }
  for (int i = 0; i < kMessages; ++i) {
    sem_wait(&shared->full);
    all += sum(shared->message);
    sem_post(&shared->empty);
  }
  report("shared memory", begun);
  wait(nullptr);
  dprintf(1, "the sum of all bytes is %ld\n", all);
}

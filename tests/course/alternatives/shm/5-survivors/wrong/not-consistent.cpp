// wrong: the mutex is robust, and nobody makes it consistent: from then on it cannot be taken any more
#include "share.hpp"

#include <cerrno>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

struct Job {
  pthread_mutex_t mutex;
  long share[kWorkers];
  long number[kNumbers];
};

static void lock(Job* job) {
  const int error = pthread_mutex_lock(&job->mutex);
  if (error != 0 && error != EOWNERDEAD) {
    std::fprintf(stderr, "no lock: %d\n", error);
    _exit(1);
  }
}

int main(int argc, char** argv) {
  if (argc != 2 || !is_number_of_workers(argv[1])) {
    std::fprintf(stderr, "WORKERS?\n");
    return 2;
  }
  const int workers = argv[1][0] - '0';
  Job* job = static_cast<Job*>(share_memory(sizeof(Job)));
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&job->mutex, &attributes);
  const int count = read_numbers(job->number);
  pid_t pid[kWorkers];
  for (int w = 0; w < workers; ++w)
    if ((pid[w] = fork()) == 0) {
      for (int i = w; i < count; i += workers) {
        lock(job);
        job->share[w] += job->number[i];
        pthread_mutex_unlock(&job->mutex);
      }
      _exit(0);
    }
  long sum = 0;
  bool killed[kWorkers] = {}, any = false;
  for (int w = 0; w < workers; ++w) {
    int status = 0;
    waitpid(pid[w], &status, 0);
    any |= killed[w] = WIFSIGNALED(status);
  }
  for (int w = 0; w < workers; ++w) {
    std::printf("worker %d %s %ld\n", w + 1, killed[w] ? "was killed, added" : "added", job->share[w]);
    sum += job->share[w];
  }
  std::printf("sum %ld\n", sum);
  return any ? 3 : 0;
}

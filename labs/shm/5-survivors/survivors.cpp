// survivors: adds up the numbers of its input with WORKERS processes, of which some may be killed.
//   survivors WORKERS < numbers
#include "share.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

// What all processes see. The mutex guards the sum and the shares: the sum is that of the shares whenever it is free.
struct Job {
  int workers, count;
  long number[kNumbers];
  pthread_mutex_t mutex;
  long sum;
  long share[kWorkers];  // what each worker has added
};

int trouble(const char* with) {
  std::fprintf(stderr, "survivors: ");
  std::perror(with);
  return 1;
}

void make_mutex(pthread_mutex_t* mutex) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(mutex, &attributes);
}

void lock(Job* job) {
  pthread_mutex_lock(&job->mutex);
}

void work(Job* job, int worker) {
  for (int i = worker; i < job->count; i += job->workers) {
    lock(job);
    job->sum += job->number[i];
    job->share[worker] += job->number[i];
    pthread_mutex_unlock(&job->mutex);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || !is_number_of_workers(argv[1])) {
    std::fprintf(stderr, "usage: survivors WORKERS (1 to 8) < numbers\n");
    return 2;
  }
  Job* const job = static_cast<Job*>(share_memory(sizeof(Job)));
  if (job == nullptr) return trouble("shared memory");
  make_mutex(&job->mutex);
  job->workers = std::atoi(argv[1]);
  job->count = read_numbers(job->number);

  pid_t child[kWorkers];
  for (int worker = 0; worker < job->workers; ++worker) {
    child[worker] = ::fork();
    if (child[worker] < 0) return trouble("fork");
    if (child[worker] == 0) {
      work(job, worker);
      ::_exit(0);
    }
  }
  bool killed[kWorkers] = {};
  bool any_killed = false;
  for (int worker = 0; worker < job->workers; ++worker) {
    int status = 0;
    if (::waitpid(child[worker], &status, 0) < 0) return trouble("wait");
    killed[worker] = WIFSIGNALED(status);
    any_killed = any_killed || killed[worker];
  }
  lock(job);
  for (int worker = 0; worker < job->workers; ++worker)
    std::printf("worker %d %s %ld\n", worker + 1, killed[worker] ? "was killed, added" : "added", job->share[worker]);
  std::printf("sum %ld\n", job->sum);
  return any_killed ? 3 : 0;
}

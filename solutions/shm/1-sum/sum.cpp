// sum: adds up the numbers of its input with WORKERS processes.
//   sum WORKERS < numbers
#include "share.hpp"

#include <cstdio>
#include <cstdlib>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

// What all processes see.
struct Job {
  int count;               // of the numbers
  long number[kNumbers];
  pthread_mutex_t mutex;   // guards the sum
  long sum;
  long share[kWorkers];    // what each worker has added; nobody else writes there
};

int trouble(const char* with) {
  std::fprintf(stderr, "sum: ");
  std::perror(with);
  return 1;
}

void make_mutex(pthread_mutex_t* mutex) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  //[fix private-mutex]
  //|
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);  // the default is for the threads of one process
  //[end]
  pthread_mutex_init(mutex, &attributes);
}

void add(Job* job, long number) {
  //[fix unlocked-read]
  //| const long sum = job->sum + number;
  //| pthread_mutex_lock(&job->mutex);
  //| job->sum = sum;
  pthread_mutex_lock(&job->mutex);
  job->sum += number;  // looked at and changed under one and the same lock
  //[end]
  pthread_mutex_unlock(&job->mutex);
}

// The worker with this number, counted from 0.
void work(Job* job, int worker, int workers) {
  for (int i = worker; i < job->count; i += workers) {
    add(job, job->number[i]);
    job->share[worker] += job->number[i];
  }
}

}  // namespace

int main(int argc, char** argv) {
  //[fix usage-falls-through]
  //| if (argc != 2 || !is_number_of_workers(argv[1])) std::fprintf(stderr, "usage: sum WORKERS (1 to 8) < numbers\n");
  if (argc != 2 || !is_number_of_workers(argv[1])) {
    std::fprintf(stderr, "usage: sum WORKERS (1 to 8) < numbers\n");
    return 2;
  }
  //[end]
  const int workers = std::atoi(argv[1]);
  Job* const job = static_cast<Job*>(share_memory(sizeof(Job)));
  if (job == nullptr) return trouble("shared memory");
  make_mutex(&job->mutex);
  job->count = read_numbers(job->number);

  pid_t child = 0;
  for (int worker = 0; worker < workers; ++worker) {
    //[fix fork-precedence]
    //| if (child = ::fork() < 0) return trouble("fork");
    if ((child = ::fork()) < 0) return trouble("fork");
    //[end]
    if (child == 0) {
      work(job, worker, workers);
      ::_exit(0);
    }
  }
  while (::wait(nullptr) > 0) {}  // until there is no child any more
  //[fix no-result]
  for (int worker = 0; worker < workers; ++worker) std::printf("worker %d added %ld\n", worker + 1, job->share[worker]);
  std::printf("sum %ld\n", job->sum);
  //[end]
  return 0;
}

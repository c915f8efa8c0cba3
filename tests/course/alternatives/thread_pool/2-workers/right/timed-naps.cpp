// right: waits with a timeout of 100 ms and looks again, and signals all the same
#include "workers.hpp"
#include <cerrno>
#include <ctime>

static void wait_a_while(pthread_cond_t* what, pthread_mutex_t* mutex) {
  timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += 100'000'000;
  if (until.tv_nsec >= 1'000'000'000) {
    until.tv_nsec -= 1'000'000'000;
    until.tv_sec += 1;
  }
  pthread_cond_timedwait(what, mutex, &until);
}

int queue_init(task_queue* queue, int size) {
  if (!ring_init(&queue->tasks, size)) return ENOMEM;
  queue->mutex = PTHREAD_MUTEX_INITIALIZER;
  queue->filled = PTHREAD_COND_INITIALIZER;
  queue->drained = PTHREAD_COND_INITIALIZER;
  return 0;
}

void queue_push(task_queue* queue, const char* task) {
  pthread_mutex_lock(&queue->mutex);
  while (!ring_push(&queue->tasks, task)) wait_a_while(&queue->drained, &queue->mutex);
  pthread_mutex_unlock(&queue->mutex);
  pthread_cond_signal(&queue->filled);
}

void* thread_run(void* argument) {
  task_queue* const queue = static_cast<task_queue*>(argument);
  pthread_mutex_lock(&queue->mutex);
  for (;;) {
    char* const task = ring_pop(&queue->tasks);
    if (task == nullptr) {
      wait_a_while(&queue->filled, &queue->mutex);
      continue;
    }
    pthread_mutex_unlock(&queue->mutex);
    pthread_cond_signal(&queue->drained);
    run_task(task);
    free(task);
    pthread_mutex_lock(&queue->mutex);
  }
}

// wrong: whoever waits for room takes naps with the lock held: nobody can make any
#include "workers.hpp"
#include <cerrno>
#include <unistd.h>

int queue_init(task_queue* queue, int size) {
  if (!ring_init(&queue->tasks, size)) return ENOMEM;
  pthread_mutex_init(&queue->mutex, nullptr);
  pthread_cond_init(&queue->filled, nullptr);
  pthread_cond_init(&queue->drained, nullptr);
  return 0;
}

void queue_push(task_queue* queue, const char* task) {
  pthread_mutex_lock(&queue->mutex);
  while (ring_full(&queue->tasks)) usleep(1000);
  ring_push(&queue->tasks, task);
  pthread_cond_signal(&queue->filled);
  pthread_mutex_unlock(&queue->mutex);
}

void* thread_run(void* argument) {
  auto* const queue = static_cast<task_queue*>(argument);
  for (;;) {
    pthread_mutex_lock(&queue->mutex);
    while (ring_empty(&queue->tasks)) pthread_cond_wait(&queue->filled, &queue->mutex);
    char* const task = ring_pop(&queue->tasks);
    pthread_cond_signal(&queue->drained);
    pthread_mutex_unlock(&queue->mutex);
    run_task(task);
    free(task);
  }
}

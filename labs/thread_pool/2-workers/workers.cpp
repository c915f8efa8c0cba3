// workers: the queue between those who have work and those who do it. given/workers.hpp says what each promises.
#include "workers.hpp"
#include <cerrno>

int queue_init(task_queue* queue, int size) {
  if (!ring_init(&queue->tasks, size)) return ENOMEM;
  pthread_mutex_init(&queue->mutex, nullptr);
  pthread_cond_init(&queue->filled, nullptr);
  pthread_cond_init(&queue->drained, nullptr);
  return 0;
}

void queue_push(task_queue* queue, const char* task) {
  pthread_mutex_lock(&queue->mutex);
  if (ring_full(&queue->tasks)) {
    pthread_mutex_unlock(&queue->mutex);
    return;
  }
  ring_push(&queue->tasks, task);
  pthread_cond_signal(&queue->filled);
  pthread_mutex_unlock(&queue->mutex);
}

// The oldest task; waits until there is one. The queue is locked.
static char* take(task_queue* queue) {
  if (ring_empty(&queue->tasks)) pthread_cond_wait(&queue->filled, &queue->mutex);
  char* const task = ring_pop(&queue->tasks);
  pthread_cond_signal(&queue->drained);
  return task;
}

void* thread_run(void* argument) {
  task_queue* const queue = static_cast<task_queue*>(argument);
  for (;;) {
    pthread_mutex_lock(&queue->mutex);
    char* const task = take(queue);
    run_task(task);
    pthread_mutex_unlock(&queue->mutex);
    std::free(task);
  }
}

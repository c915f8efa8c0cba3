// right: nobody is woken: who waits, for work or for room, looks every 5 ms; each worker takes a nap before it begins
#include "workers.hpp"
#include <cerrno>
#include <unistd.h>

static void nap() { usleep(5000); }

int queue_init(task_queue* queue, int size) {
  if (!ring_init(&queue->tasks, size)) return ENOMEM;
  return pthread_mutex_init(&queue->mutex, nullptr);
}

void queue_push(task_queue* queue, const char* task) {
  for (;;) {
    pthread_mutex_lock(&queue->mutex);
    const bool pushed = ring_push(&queue->tasks, task);
    pthread_mutex_unlock(&queue->mutex);
    if (pushed) return;
    nap();
  }
}

void* thread_run(void* argument) {
  auto* const queue = static_cast<task_queue*>(argument);
  for (;;) {
    nap();
    char* task;
    do {
      pthread_mutex_lock(&queue->mutex);
      task = ring_pop(&queue->tasks);
      pthread_mutex_unlock(&queue->mutex);
      if (task != nullptr) run_task(task);
      free(task);
    } while (task != nullptr);
  }
}

// wrong: takes the mutex first and then waits for room: whoever could make some waits for the mutex
#include "workers.hpp"
#include <cerrno>
#include <semaphore.h>

static sem_t empty_slots, full_slots;

int queue_init(task_queue* queue, int size) {
  if (!ring_init(&queue->tasks, size)) return ENOMEM;
  pthread_mutex_init(&queue->mutex, nullptr);
  sem_init(&empty_slots, 0, size);
  sem_init(&full_slots, 0, 0);
  return 0;
}

void queue_push(task_queue* queue, const char* task) {
  pthread_mutex_lock(&queue->mutex);
  while (sem_wait(&empty_slots) != 0) {
  }
  ring_push(&queue->tasks, task);
  pthread_mutex_unlock(&queue->mutex);
  sem_post(&full_slots);
}

void* thread_run(void* argument) {
  auto* const queue = static_cast<task_queue*>(argument);
  for (;;) {
    while (sem_wait(&full_slots) != 0) {
    }
    pthread_mutex_lock(&queue->mutex);
    char* const task = ring_pop(&queue->tasks);
    pthread_mutex_unlock(&queue->mutex);
    sem_post(&empty_slots);
    run_task(task);
    free(task);
  }
}

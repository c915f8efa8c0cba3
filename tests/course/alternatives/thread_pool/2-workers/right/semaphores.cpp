// right: two semaphores count the tasks and the room, the mutex guards the given ring for a moment only
#include "workers.hpp"
#include <cerrno>
#include <semaphore.h>

struct counters {
  sem_t tasks, room;
};

static counters* of(task_queue* queue) { return static_cast<counters*>(queue->more); }

static void down(sem_t* what) {
  while (sem_wait(what) < 0 && errno == EINTR) continue;
}

int queue_init(task_queue* queue, int size) {
  if (!ring_init(&queue->tasks, size)) return ENOMEM;
  pthread_mutex_init(&queue->mutex, nullptr);
  queue->more = malloc(sizeof(counters));
  if (queue->more == nullptr) return ENOMEM;
  sem_init(&of(queue)->tasks, 0, 0);
  sem_init(&of(queue)->room, 0, static_cast<unsigned>(size));
  return 0;
}

void queue_push(task_queue* queue, const char* task) {
  down(&of(queue)->room);
  pthread_mutex_lock(&queue->mutex);
  ring_push(&queue->tasks, task);
  pthread_mutex_unlock(&queue->mutex);
  sem_post(&of(queue)->tasks);
}

void* thread_run(void* argument) {
  task_queue* const queue = static_cast<task_queue*>(argument);
  for (;;) {
    down(&of(queue)->tasks);
    pthread_mutex_lock(&queue->mutex);
    char* const task = ring_pop(&queue->tasks);
    pthread_mutex_unlock(&queue->mutex);
    sem_post(&of(queue)->room);
    run_task(task);
    free(task);
  }
  return nullptr;
}

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
  //[fix dropped-when-full]
  //| if (ring_full(&queue->tasks)) {
  //|   pthread_mutex_unlock(&queue->mutex);
  //|   return;
  //| }
  // Whoever has work for us can wait; a task that is lost nobody can bring back.
  while (ring_full(&queue->tasks)) pthread_cond_wait(&queue->drained, &queue->mutex);
  //[end]
  ring_push(&queue->tasks, task);
  pthread_cond_signal(&queue->filled);
  pthread_mutex_unlock(&queue->mutex);
}

// The oldest task; waits until there is one. The queue is locked.
static char* take(task_queue* queue) {
  //[fix if-not-while]
  //| if (ring_empty(&queue->tasks)) pthread_cond_wait(&queue->filled, &queue->mutex);
  // Look again: another worker may have been quicker, or nobody has signalled at all (pthread_cond_wait(3)).
  while (ring_empty(&queue->tasks)) pthread_cond_wait(&queue->filled, &queue->mutex);
  //[end]
  char* const task = ring_pop(&queue->tasks);
  pthread_cond_signal(&queue->drained);
  return task;
}

void* thread_run(void* argument) {
  task_queue* const queue = static_cast<task_queue*>(argument);
  for (;;) {
    pthread_mutex_lock(&queue->mutex);
    char* const task = take(queue);
    //[fix work-under-lock]
    //| run_task(task);
    //| pthread_mutex_unlock(&queue->mutex);
    // The lock guards the queue, not the work: with it, one worker at a time could work.
    pthread_mutex_unlock(&queue->mutex);
    run_task(task);
    //[end]
    std::free(task);
  }
}

// The interface of the queue between those who have work and those who do it: what workers.cpp has to offer, and all
// that a caller relies on.
#pragma once
#include "ring.hpp"
#include <pthread.h>

// A queue for at most `size` tasks; a task is a text. The object is its caller's, what stands in it is the library's.
// Use these members or leave them; whatever else you need can hang on `more`.
struct task_queue {
  ring tasks;
  pthread_mutex_t mutex;
  pthread_cond_t filled, drained;  // a task has come; there is room again
  void* more;
};

// Makes the queue ready and empty, for `size` tasks, 1 at least. 0, or an error number.
int queue_init(task_queue* queue, int size);

// Puts a copy of the task behind all others. While the queue is full, it waits for room. Any thread may call it.
void queue_push(task_queue* queue, const char* task);

// What a worker does, for pthread_create(3); its argument is the queue. It takes the oldest task and hands it to
// run_task, again and again, and never returns. While there is no task it sleeps. There may be any number of workers.
void* thread_run(void* queue);

// The caller's: runs a task. It may take as long as it likes. No task stands in its way but itself: as long as there is
// a worker that runs none, the next task is begun.
void run_task(const char* task);

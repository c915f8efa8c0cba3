// The interface of the pool: what pool.cpp has to offer, and all that a caller relies on.
#pragma once
#include <pthread.h>

// A piece of work. Of each that was pushed exactly one of the two is called, once, with `about`: `run` by a worker, or
// `drop` if it is thrown away before it was begun. Neither of them calls a function of the pool.
struct task {
  void (*run)(void* about);
  void (*drop)(void* about);
  void* about;
};

// Workers, and a queue for at most `size` tasks that wait for them. The object is its caller's, a variable or whatever
// it likes; what stands in it is the library's. Use these members or leave them; what else you need can hang on `more`.
struct pool {
  task* tasks;
  int size, count, head;
  pthread_t* workers;
  int started, alive;  // workers: how many there were, how many there are
  bool stopping;
  pthread_mutex_t mutex;
  pthread_cond_t filled, drained, gone;  // a task has come; there is room again; the last worker goes
  void* more;
};

// Makes the pool ready, whatever the object held before, and starts its workers; size and workers are 1 at least. 0, or
// an error number.
int pool_init(pool* pool, int size, int workers);

// Puts the task behind all others; while the queue is full, waits for room. The workers begin the tasks in this order.
void pool_push(pool* pool, task task);

// Throws away all tasks that wait, in any order, and returns how many these were. Those that have begun go on, the pool
// as well.
int pool_clear(pool* pool);

// Waits until every task is done, and until every worker has ended: when this returns, none of the pool's threads is
// left. The pool has let go of all it had got hold of. The object stays its caller's, who may throw it away or call
// pool_init again, and nothing else. While it runs, nobody pushes.
void pool_stop(pool* pool);

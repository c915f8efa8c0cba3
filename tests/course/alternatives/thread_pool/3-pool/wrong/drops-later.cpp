// wrong: clear marks what waits, and a worker drops it when it comes by, perhaps long after clear has returned
#include "pool.hpp"
#include <cstdlib>
#include <cstring>

extern "C" {

static void* serve(void* argument) {
  struct pool* p = static_cast<struct pool*>(argument);
  pthread_mutex_lock(&p->mutex);
  while (true) {
    if (p->count > 0) {
      task mine = p->tasks[0];
      memmove(p->tasks, p->tasks + 1, sizeof(task) * static_cast<size_t>(--p->count));
      pthread_cond_broadcast(&p->filled);
      pthread_mutex_unlock(&p->mutex);
      if (mine.run != nullptr) mine.run(mine.about);
      else mine.drop(mine.about);
      pthread_mutex_lock(&p->mutex);
    } else if (p->stopping) {
      break;
    } else {
      pthread_cond_wait(&p->filled, &p->mutex);
    }
  }
  pthread_mutex_unlock(&p->mutex);
  return nullptr;
}
}

int pool_init(pool* p, int size, int workers) {
  p->mutex = PTHREAD_MUTEX_INITIALIZER;
  p->filled = PTHREAD_COND_INITIALIZER;
  p->tasks = new task[static_cast<size_t>(size)];
  p->workers = new pthread_t[static_cast<size_t>(workers)];
  p->size = size;
  p->count = 0;
  p->stopping = false;
  for (p->started = 0; p->started < workers; p->started++)
    if (int error = pthread_create(p->workers + p->started, nullptr, serve, p)) return error;
  return 0;
}

void pool_push(pool* p, task one) {
  pthread_mutex_lock(&p->mutex);
  while (p->count >= p->size) pthread_cond_wait(&p->filled, &p->mutex);
  p->tasks[p->count++] = one;
  pthread_cond_broadcast(&p->filled);
  pthread_mutex_unlock(&p->mutex);
}

int pool_clear(pool* p) {
  pthread_mutex_lock(&p->mutex);
  int n = p->count;
  for (int i = 0; i < n; i++) p->tasks[i].run = nullptr;
  pthread_cond_broadcast(&p->filled);
  pthread_mutex_unlock(&p->mutex);
  return n;
}

void pool_stop(pool* p) {
  pthread_mutex_lock(&p->mutex);
  p->stopping = true;
  pthread_cond_broadcast(&p->filled);
  pthread_mutex_unlock(&p->mutex);
  while (p->started > 0) pthread_join(p->workers[--p->started], nullptr);
  delete[] p->workers;
  delete[] p->tasks;
}

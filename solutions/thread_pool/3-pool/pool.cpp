// pool: workers that can be sent home. given/pool.hpp says what each function promises.
#include "pool.hpp"
#include <cerrno>
#include <cstdlib>

namespace {

// The oldest task that waits. The pool is locked.
task next(pool* pool) {
  const task oldest = pool->tasks[pool->head];
  pool->head = (pool->head + 1) % pool->size;
  --pool->count;
  pthread_cond_signal(&pool->drained);
  return oldest;
}

// Waits for a task. False: there is none, and there will be none. The pool is locked before and after.
bool take(pool* pool, task* taken) {
  //[fix never-stops]
  //| while (pool->count == 0) pthread_cond_wait(&pool->filled, &pool->mutex);
  // What is still there is done first; then the end.
  while (pool->count == 0 && !pool->stopping) pthread_cond_wait(&pool->filled, &pool->mutex);
  //[end]
  if (pool->count == 0) {
    //[fix double-unlock]
    //| pthread_mutex_unlock(&pool->mutex);
    //[end]
    return false;
  }
  *taken = next(pool);
  return true;
}

void* work(void* argument) {
  pool* const pool = static_cast<struct pool*>(argument);
  //[fix detach-and-join]
  //| pthread_detach(pthread_self());
  //[end]
  pthread_mutex_lock(&pool->mutex);
  for (task now; take(pool, &now);) {
    pthread_mutex_unlock(&pool->mutex);
    now.run(now.about);
    pthread_mutex_lock(&pool->mutex);
  }
  if (--pool->alive == 0) pthread_cond_signal(&pool->gone);
  pthread_mutex_unlock(&pool->mutex);
  return nullptr;
}

}  // namespace

int pool_init(pool* pool, int size, int workers) {
  pool->tasks = static_cast<task*>(std::calloc(static_cast<std::size_t>(size), sizeof(task)));
  pool->workers = static_cast<pthread_t*>(std::calloc(static_cast<std::size_t>(workers), sizeof(pthread_t)));
  if (pool->tasks == nullptr || pool->workers == nullptr) return ENOMEM;
  pool->size = size;
  pool->count = pool->head = 0;
  pool->started = pool->alive = workers;
  pool->stopping = false;
  pthread_mutex_init(&pool->mutex, nullptr);
  pthread_cond_init(&pool->filled, nullptr);
  pthread_cond_init(&pool->drained, nullptr);
  pthread_cond_init(&pool->gone, nullptr);
  for (int i = 0; i < workers; ++i)
    if (const int error = pthread_create(&pool->workers[i], nullptr, work, pool); error != 0) return error;
  return 0;
}

void pool_push(pool* pool, task task) {
  pthread_mutex_lock(&pool->mutex);
  while (pool->count == pool->size) pthread_cond_wait(&pool->drained, &pool->mutex);
  pool->tasks[(pool->head + pool->count) % pool->size] = task;
  ++pool->count;
  pthread_cond_signal(&pool->filled);
  pthread_mutex_unlock(&pool->mutex);
}

int pool_clear(pool* pool) {
  pthread_mutex_lock(&pool->mutex);
  const int waiting = pool->count;
  //[fix clear-leaks]
  //| pool->count = 0;
  // To forget them is not to let go of them: each has somebody behind it who counts on its end.
  while (pool->count > 0) {
    const task thrown_away = next(pool);
    thrown_away.drop(thrown_away.about);
  }
  //[end]
  pthread_mutex_unlock(&pool->mutex);
  //[fix clear-frees-queue]
  //| std::free(pool);
  //[end]
  return waiting;
}

void pool_stop(pool* pool) {
  pthread_mutex_lock(&pool->mutex);
  pool->stopping = true;
  pthread_cond_broadcast(&pool->filled);
  while (pool->alive > 0) pthread_cond_wait(&pool->gone, &pool->mutex);
  pthread_mutex_unlock(&pool->mutex);
  for (int i = 0; i < pool->started; ++i) pthread_join(pool->workers[i], nullptr);
  std::free(pool->tasks);
  std::free(pool->workers);
  pthread_mutex_destroy(&pool->mutex);
  pthread_cond_destroy(&pool->filled);
  pthread_cond_destroy(&pool->drained);
  pthread_cond_destroy(&pool->gone);
}

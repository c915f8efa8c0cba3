// right: stop puts one empty task for each worker behind all others; two semaphores count tasks and room
#include "pool.hpp"
#include <cerrno>
#include <cstdlib>
#include <semaphore.h>

struct counters {
  sem_t tasks, room;
};

static counters* of(pool* pool) { return static_cast<counters*>(pool->more); }

static void down(sem_t* what) {
  while (sem_wait(what) < 0 && errno == EINTR) continue;
}

static task take(pool* pool) {
  pthread_mutex_lock(&pool->mutex);
  const task oldest = pool->tasks[pool->head++ % pool->size];
  --pool->count;
  pthread_mutex_unlock(&pool->mutex);
  sem_post(&of(pool)->room);
  return oldest;
}

static void* work(void* argument) {
  pool* const pool = static_cast<struct pool*>(argument);
  for (;;) {
    down(&of(pool)->tasks);
    const task now = take(pool);
    if (now.run == nullptr) return nullptr;
    now.run(now.about);
  }
}

int pool_init(pool* pool, int size, int workers) {
  *pool = {};
  pool->tasks = static_cast<task*>(calloc(static_cast<size_t>(size), sizeof(task)));
  pool->workers = static_cast<pthread_t*>(calloc(static_cast<size_t>(workers), sizeof(pthread_t)));
  pool->more = malloc(sizeof(counters));
  pool->size = size;
  pool->started = workers;
  pthread_mutex_init(&pool->mutex, nullptr);
  sem_init(&of(pool)->tasks, 0, 0);
  sem_init(&of(pool)->room, 0, static_cast<unsigned>(size));
  for (int i = 0; i < workers; ++i) pthread_create(&pool->workers[i], nullptr, work, pool);
  return 0;
}

void pool_push(pool* pool, task one) {
  down(&of(pool)->room);
  pthread_mutex_lock(&pool->mutex);
  pool->tasks[(pool->head + pool->count++) % pool->size] = one;
  pthread_mutex_unlock(&pool->mutex);
  sem_post(&of(pool)->tasks);
}

int pool_clear(pool* pool) {
  int dropped = 0;
  for (; sem_trywait(&of(pool)->tasks) == 0; ++dropped) {
    const task away = take(pool);
    away.drop(away.about);
  }
  return dropped;
}

void pool_stop(pool* pool) {
  for (int i = 0; i < pool->started; ++i) pool_push(pool, {nullptr, nullptr, nullptr});
  for (int i = 0; i < pool->started; ++i) pthread_join(pool->workers[i], nullptr);
  sem_destroy(&of(pool)->tasks);
  sem_destroy(&of(pool)->room);
  pthread_mutex_destroy(&pool->mutex);
  free(pool->tasks);
  free(pool->workers);
  free(pool->more);
}

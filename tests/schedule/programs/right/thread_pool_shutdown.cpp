// A pool of two threads works off its queue and ends when it is told to, not earlier.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int queue[8], head, tail, sum;
static bool ends;

static void* work(void*) {
  pthread_mutex_lock(&mutex);
  for (;;) {
    while (head == tail && !ends) pthread_cond_wait(&changed, &mutex);
    if (head == tail) break;
    const int job = queue[head++];
    pthread_mutex_unlock(&mutex);
    const int result = job * job;
    pthread_mutex_lock(&mutex);
    sum += result;
  }
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, work, nullptr);
  for (int i = 1; i <= 4; ++i) {
    pthread_mutex_lock(&mutex);
    queue[tail++] = i;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&mutex);
  }
  pthread_mutex_lock(&mutex);
  ends = true;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&mutex);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d\n", sum);
  return sum == 30 ? 0 : 1;
}

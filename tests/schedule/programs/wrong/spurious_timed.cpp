// Takes 0 from pthread_cond_timedwait for "it has happened".
// spurious
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t told = PTHREAD_COND_INITIALIZER;
static int value;

static void* tell(void*) {
  pthread_mutex_lock(&mutex);
  value = 5;
  pthread_cond_signal(&told);
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, tell, nullptr);
  pthread_mutex_lock(&mutex);
  bool wrong = false;
  while (value == 0) {
    timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    ++deadline.tv_sec;
    const int result = pthread_cond_timedwait(&told, &mutex, &deadline);
    if (result == 0 && value == 0) wrong = true;
  }
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, nullptr);
  puts(wrong ? "told, but of nothing" : "told");
  return wrong ? 1 : 0;
}

// A fork while another thread uses a lock: pthread_atfork takes it before and gives it back on both sides.
#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int value;

static void take() { pthread_mutex_lock(&mutex); }
static void give() { pthread_mutex_unlock(&mutex); }

static void* work(void*) {
  for (int i = 0; i < 2; ++i) {
    take();
    ++value;
    give();
  }
  return nullptr;
}

int main() {
  pthread_atfork(take, give, give);
  pthread_t thread;
  pthread_create(&thread, nullptr, work, nullptr);
  const pid_t child = fork();
  if (child == 0) {
    take();
    _exit(value <= 2 ? 0 : 1);
  }
  int status;
  waitpid(child, &status, 0);
  pthread_join(thread, nullptr);
  printf("%d\n", value);
  return value == 2 ? status : 1;
}

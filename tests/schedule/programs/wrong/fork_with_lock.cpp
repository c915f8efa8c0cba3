// Forks while another thread holds a lock: in the child nobody will ever give it back.
#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int count;

static void* add(void*) {
  pthread_mutex_lock(&mutex);
  ++count;
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, add, nullptr);
  const pid_t child = fork();
  if (child == 0) {
    add(nullptr);
    _exit(0);
  }
  pthread_join(thread, nullptr);
  waitpid(child, nullptr, 0);
  printf("%d\n", count);
}

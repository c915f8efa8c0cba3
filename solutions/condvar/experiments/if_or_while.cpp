// A customer waits for an apple. A second later one apple arrives, he is
// woken, and at the same moment another customer comes in. Later a second
// apple arrives. The argument says whether a woken customer looks again
// ("while") or trusts that there is an apple ("if").
#include <cstring>
#include <pthread.h>
#include <unistd.h>

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;
int apples = 0;
bool looks_again;

void* take_one(void* seconds) {
  sleep(seconds == nullptr ? 0 : 1);
  pthread_mutex_lock(&lock);
  if (looks_again) {
    while (apples == 0) pthread_cond_wait(&arrived, &lock);
  } else {
    if (apples == 0) pthread_cond_wait(&arrived, &lock);
  }
  if (apples == 0) write(1, "took one that is not there\n", 27);
  --apples;
  pthread_mutex_unlock(&lock);
  return nullptr;
}

void bring_one() {
  sleep(1);
  pthread_mutex_lock(&lock);
  ++apples;
  pthread_cond_signal(&arrived);
  pthread_mutex_unlock(&lock);
}

int main(int, char** argv) {
  looks_again = strcmp(argv[1], "while") == 0;
  pthread_t first, second;
  pthread_create(&first, nullptr, take_one, nullptr);
  pthread_create(&second, nullptr, take_one, &second);
  bring_one();
  bring_one();
  pthread_join(first, nullptr);
  pthread_join(second, nullptr);
  write(1, "done\n", 5);
}

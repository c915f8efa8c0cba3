// Programs that never get stuck, though most of the time everybody in them sleeps: lively MODE SECONDS.
// Whoever calls one of them "blocked for ever" errs.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <csignal>
#include <unistd.h>

namespace {

constexpr int kMembers = 5;
double until;

double now() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}
bool over() { return now() > until; }

// A byte goes round through processes and pipes.
void ring() {
  int pipes[kMembers][2];
  for (auto& p : pipes) if (pipe(p) != 0) _exit(99);
  char token = '.';
  for (int i = 1; i < kMembers; ++i)
    if (fork() == 0)
      while (read(pipes[i][0], &token, 1) == 1) {
        (void)!write(pipes[(i + 1) % kMembers][1], &token, 1);
        if (token == 'q') _exit(0);
      }
  while (token != 'q') {
    if (over()) token = 'q';
    (void)!write(pipes[1][1], &token, 1);
    (void)!read(pipes[0][0], &token, 1);
  }
  while (wait(nullptr) > 0) {}
}
// Children and grandchildren that only end.
void forks() {
  while (!over()) {
    if (fork() == 0) {
      if (fork() == 0) _exit(0);
      wait(nullptr);
      _exit(0);
    }
    wait(nullptr);
  }
}
// Orphans: nobody of ours waits for the grandchild; it sends the last byte.
void orphans() {
  while (!over()) {
    int ends[2];
    if (pipe(ends) != 0) _exit(99);
    if (fork() == 0) {
      if (fork() == 0) { (void)!write(ends[1], "x", 1); _exit(0); }
      _exit(0);
    }
    close(ends[1]);
    char byte;
    while (read(ends[0], &byte, 1) > 0) {}
    close(ends[0]);
    wait(nullptr);
  }
}
void executes() {
  while (!over()) {
    if (vfork() == 0) { execl("/bin/true", "true", nullptr); _exit(1); }
    wait(nullptr);
  }
}
void threads() {
  while (!over()) {
    pthread_t t;
    if (pthread_create(&t, nullptr, [](void*) -> void* { return nullptr; }, nullptr) == 0) pthread_join(t, nullptr);
  }
}

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
int turn;
bool stop;
void* take_turns(void* number) {
  const int mine = static_cast<int>(reinterpret_cast<long>(number));
  pthread_mutex_lock(&lock);
  while (!stop) {
    while (turn != mine && !stop) pthread_cond_wait(&changed, &lock);
    turn = (turn + 1) % kMembers;
    if (mine == 0 && over()) stop = true;
    pthread_cond_broadcast(&changed);
  }
  pthread_mutex_unlock(&lock);
  return nullptr;
}
void conditions() {
  pthread_t t[kMembers];
  for (long i = 1; i < kMembers; ++i) pthread_create(&t[i], nullptr, take_turns, reinterpret_cast<void*>(i));
  take_turns(nullptr);
  for (int i = 1; i < kMembers; ++i) pthread_join(t[i], nullptr);
}
// Two threads hand each other a mutex each: semaphores made of locks.
sem_t ping, pong;
void semaphores() {
  sem_init(&ping, 0, 0);
  sem_init(&pong, 0, 0);
  pthread_t t;
  pthread_create(&t, nullptr, [](void*) -> void* { while (!over()) { sem_wait(&ping); sem_post(&pong); } sem_post(&pong); return nullptr; }, nullptr);
  while (!over()) { sem_post(&ping); sem_wait(&pong); }
  sem_post(&ping);
  pthread_join(t, nullptr);
}
void* fight(void*) {
  while (!over()) {
    pthread_mutex_lock(&lock);
    for (volatile int i = 0; i < 2000; ++i) {}
    pthread_mutex_unlock(&lock);
  }
  return nullptr;
}
void mutexes() {
  pthread_t t[3];
  for (auto& one : t) pthread_create(&one, nullptr, fight, nullptr);
  for (auto& one : t) pthread_join(one, nullptr);
}
// Two processes and one word of shared memory.
void futexes() {
  auto* word = static_cast<std::atomic<int>*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const auto wake = [&](int value) { word->store(value); syscall(SYS_futex, word, FUTEX_WAKE, 1, nullptr, nullptr, 0); };
  const auto sleep_while = [&](int value) { while (word->load() == value) syscall(SYS_futex, word, FUTEX_WAIT, value, nullptr, nullptr, 0); };
  if (fork() == 0) {
    for (;;) { sleep_while(0); if (word->load() == 2) _exit(0); wake(0); }
  }
  while (!over()) { wake(1); sleep_while(1); }
  wake(2);
  wait(nullptr);
}
void polls() {
  int ends[2], back[2];
  if (pipe(ends) != 0 || pipe(back) != 0) _exit(99);
  char byte = 0;
  if (fork() == 0) {
    close(ends[1]);
    for (;;) {
      pollfd wanted = {ends[0], POLLIN, 0};
      poll(&wanted, 1, -1);
      if (read(ends[0], &byte, 1) != 1) _exit(0);
      (void)!write(back[1], &byte, 1);
    }
  }
  while (!over()) { (void)!write(ends[1], &byte, 1); (void)!read(back[0], &byte, 1); }
  close(ends[1]);
  wait(nullptr);
}
void signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  const pid_t parent = getpid();
  const pid_t child = fork();
  int got;
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) { sigwait(&set, &got); kill(parent, SIGUSR1); }
  }
  while (!over()) { kill(child, SIGUSR1); sigwait(&set, &got); }
  kill(child, SIGKILL);
  wait(nullptr);
}
void sleeps() {
  while (!over()) {
    const timespec shortly = {0, 200'000};
    nanosleep(&shortly, nullptr);
    poll(nullptr, 0, 1);
  }
}

struct Mode { const char* name; void (*run)(); };
constexpr Mode kModes[] = {{"ring", ring}, {"forks", forks}, {"orphans", orphans}, {"executes", executes}, {"threads", threads},
                           {"conditions", conditions}, {"semaphores", semaphores}, {"mutexes", mutexes}, {"futexes", futexes},
                           {"polls", polls}, {"signals", signals}, {"sleeps", sleeps}};

}  // namespace

int main(int count, char** arguments) {
  until = now() + (count > 2 ? atof(arguments[2]) : 1);
  for (const Mode& mode : kModes)
    if (count > 1 && strcmp(mode.name, arguments[1]) == 0) {
      mode.run();
      return 0;
    }
  return 97;
}

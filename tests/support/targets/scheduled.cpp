// What the tests of the shim run under a schedule: one program, one behaviour an argument. What it prints is what the
// tests look at.
#include <cerrno>
#include <condition_variable>
#include <csetjmp>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <mutex>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <spawn.h>
#include <string>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace {

std::timespec in_seconds(clockid_t clock, long seconds) {
  std::timespec time{};
  ::clock_gettime(clock, &time);
  time.tv_sec += seconds;
  return time;
}

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
int cleaned = 0;
volatile std::sig_atomic_t caught = 0;
sigjmp_buf back;

void family() {  // a thread, a child of fork, of vfork, of posix_spawn, and a program executed
  std::thread([] { ::sched_yield(); }).join();
  if (::fork() == 0) ::execl("/proc/self/exe", "scheduled", "nothing", nullptr);
  ::wait(nullptr);
  if (::vfork() == 0) ::execl("/proc/self/exe", "scheduled", "nothing", nullptr);
  ::wait(nullptr);
  char program[] = "/proc/self/exe", nothing[] = "nothing";
  char* arguments[] = {program, nothing, nullptr};
  pid_t child = 0;
  ::posix_spawn(&child, program, nullptr, nullptr, arguments, environ);
  ::wait(nullptr);
}

void timeouts() {  // prints which of them did not time out as they should
  const auto check = [](const char* what, bool good) {
    if (!good) std::printf("%s: errno %d\n", what, errno);
  };
  int ends[2];
  if (::pipe(ends) != 0) return;
  check("sleep", ::sleep(100) == 0);
  pollfd waits{ends[0], POLLIN, 0};
  check("poll", ::poll(&waits, 1, 5000) == 0);
  fd_set set;
  FD_ZERO(&set);
  FD_SET(ends[0], &set);
  timeval three{3, 0};
  check("select", ::select(ends[0] + 1, &set, nullptr, nullptr, &three) == 0 && !FD_ISSET(ends[0], &set));
  sem_t semaphore;
  ::sem_init(&semaphore, 0, 0);
  std::timespec time = in_seconds(CLOCK_REALTIME, 50);
  check("sem_timedwait", ::sem_timedwait(&semaphore, &time) == -1 && errno == ETIMEDOUT);
  ::pthread_mutex_lock(&mutex);
  time = in_seconds(CLOCK_REALTIME, 7);
  check("pthread_cond_timedwait", ::pthread_cond_timedwait(&condition, &mutex, &time) == ETIMEDOUT);
  check("pthread_mutex_timedlock", ::pthread_mutex_timedlock(&mutex, &time) == ETIMEDOUT);
  ::pthread_mutex_unlock(&mutex);
  std::mutex held;
  std::condition_variable never;
  std::unique_lock lock(held);
  check("wait_for", !never.wait_for(lock, std::chrono::seconds(8), [] { return false; }));
  sigset_t usr1;
  ::sigemptyset(&usr1);
  ::sigaddset(&usr1, SIGUSR1);
  const std::timespec two{2, 0};
  check("sigtimedwait", ::sigtimedwait(&usr1, nullptr, &two) == -1 && errno == EAGAIN);
}

void timers() {
  std::signal(SIGALRM, [](int) { caught = caught + 1; });
  ::alarm(3);
  std::printf("left %u", ::sleep(10));
  itimerspec every{{2, 0}, {1, 0}};
  const int fd = ::timerfd_create(CLOCK_MONOTONIC, 0);
  ::timerfd_settime(fd, 0, &every, nullptr);
  unsigned long times[2] = {};
  for (unsigned long& one : times)
    if (::read(fd, &one, sizeof one) < 0) return;
  timer_t timer{};
  ::timer_create(CLOCK_REALTIME, nullptr, &timer);
  every.it_interval = {};
  ::timer_settime(timer, 0, &every, nullptr);
  ::pause();
  std::printf(", alarms %d, expired %lu %lu\n", static_cast<int>(caught), times[0], times[1]);
}

void* waits_for_ever(void*) {
  ::pthread_mutex_lock(&mutex);
  pthread_cleanup_push([](void*) { cleaned += ::pthread_mutex_unlock(&mutex) == 0; }, nullptr);
  const std::timespec time = in_seconds(CLOCK_REALTIME, 1000);
  while (true) ::pthread_cond_timedwait(&condition, &mutex, &time);
  pthread_cleanup_pop(1);
  return nullptr;
}

void cancels() {
  pthread_t thread{};
  ::pthread_create(&thread, nullptr, waits_for_ever, nullptr);
  ::sleep(1);
  ::pthread_cancel(thread);
  void* result = nullptr;
  ::pthread_join(thread, &result);
  std::printf("%d %d\n", static_cast<int>(result == PTHREAD_CANCELED), cleaned);
}

void jumps() {  // out of a handler that has interrupted a sleep; then it sleeps again
  std::signal(SIGALRM, [](int) { siglongjmp(back, 1); });
  ::alarm(2);
  if (sigsetjmp(back, 1) == 0) ::sleep(1000);
  std::printf("%u\n", ::sleep(3));
}

void wakes() {  // waits for two events at one place, and counts how often a wait came back before its event
  int early = 0, events = 0;
  std::mutex both;
  std::condition_variable event;
  std::thread waiter([&] {
    std::unique_lock lock(both);
    for (int next = 1; next <= 2; ++next)
      while (events < next) {
        event.wait(lock);
        early += events < next ? 1 : 0;
      }
  });
  for (int i = 0; i < 2; ++i) {
    ::sleep(1);
    {
      const std::lock_guard lock(both);
      ++events;
    }
    event.notify_one();
  }
  waiter.join();
  std::printf("early %d\n", early);
}

void runs_short() {
  std::printf("%s ", ::fdopen(1, "w") == nullptr ? std::strerror(errno) : "stream");
  std::printf("%s ", ::popen("true", "r") == nullptr ? std::strerror(errno) : "command");
  char word[] = "true";
  char* words[] = {word, nullptr};
  pid_t child = 0;
  std::printf("%s\n", std::strerror(::posix_spawnp(&child, word, nullptr, nullptr, words, environ)));
}

void maps() {
  const auto map = [](int flags, int file) {
    void* const memory = ::mmap(nullptr, 1, PROT_READ, flags, file, 0);
    std::printf("%s ", memory == MAP_FAILED ? std::strerror(errno) : "memory");
  };
  const int file = ::open("/proc/self/exe", O_RDONLY);
  map(MAP_PRIVATE, file);
  map(MAP_SHARED, file);
  map(MAP_PRIVATE | MAP_ANONYMOUS, -1);
}

void forks() {
  for (int i = 0; i < 3; ++i) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    std::printf("%s ", child > 0 ? "child" : std::strerror(errno));
    if (child > 0) ::waitpid(child, nullptr, 0);
  }
}

void fails() {
  const int missing = ::open("/no/such/file", O_RDONLY) < 0 ? errno : 0;
  int ends[2];
  char byte = 0;
  if (::pipe2(ends, O_NONBLOCK) != 0) return;
  const int empty = ::read(ends[0], &byte, 1) < 0 ? errno : 0;
  std::printf("%d %d\n", missing, empty);
}

}  // namespace

int main(int count, char** arguments) {
  const std::string mode = count > 1 ? arguments[1] : "";
  if (mode == "family") family();
  if (mode == "timeouts") timeouts();
  if (mode == "timers") timers();
  if (mode == "cancels") cancels();
  if (mode == "jumps") jumps();
  if (mode == "wakes") wakes();
  if (mode == "forks") forks();
  if (mode == "runs short") runs_short();
  if (mode == "maps") maps();
  if (mode == "fails") fails();
}

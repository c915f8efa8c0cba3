// pool SIZE WORKERS < commands: makes a pool and does with it what it is told, one command a line. It knows nothing of
// the pool but what stands in pool.hpp.
//   say TEXT   pushes a task that prints TEXT
//   hold       pushes one that prints "holding", waits for a SIGUSR1, and prints "held"
//   clear      pool_clear: prints a line for each task that was dropped, and how many they were
//   stop       pool_stop: prints how many workers are left then
//   start SIZE WORKERS   after stop: the same object again
// A task of which more than one function is called, or one twice, prints "once more: " and what it is.
// When the input has ended and every task has been run or dropped it prints "all done" and ends.
#include "pool.hpp"
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <semaphore.h>
#include <unistd.h>

namespace {

sem_t gate;        // posted by SIGUSR1
sem_t tasks_done;  // posted for each task that was run or dropped

// Workers that have run a task and not ended. A thread has ended when the destructors of its own variables have run.
std::atomic<int> workers_left = 0;
struct Presence {
  bool counted = false;
  ~Presence() { workers_left -= counted ? 1 : 0; }
};
thread_local Presence presence;

void open_gate(int) { ::sem_post(&gate); }

void wait_for(sem_t* what) {
  while (::sem_wait(what) != 0 && errno == EINTR) {
  }
}

void say(const char* begin, const char* text = "") {
  char line[1100];
  const int size = std::snprintf(line, sizeof line, "%s%s\n", begin, text);
  if (::write(STDOUT_FILENO, line, static_cast<std::size_t>(size)) != size) std::_Exit(1);
}

// What our tasks are about. It lives as long as the program, so that we see it when somebody comes a second time.
struct Order {
  char text[1000];
  std::atomic<bool> used = false;
};
std::deque<Order> orders;

// The order behind a task; nothing if it was run or dropped before.
Order* use(void* about) {
  Order* const order = static_cast<Order*>(about);
  if (!order->used.exchange(true)) return order;
  say("once more: ", order->text);
  return nullptr;
}

void run(void* about) {
  if (!presence.counted) ++workers_left;
  presence.counted = true;
  const Order* const order = use(about);
  if (order == nullptr) return;
  if (std::strncmp(order->text, "say ", 4) == 0) say(order->text + 4);
  if (std::strcmp(order->text, "hold") == 0) {
    say("holding");
    wait_for(&gate);
    say("held");
  }
  ::sem_post(&tasks_done);
}

void drop(void* about) {
  const Order* const order = use(about);
  if (order == nullptr) return;
  say("dropped: ", order->text);
  ::sem_post(&tasks_done);
}

// The pool lies in a variable of ours, which has been used for something else before.
struct Place {
  char before[64] = {};
  pool it;
  Place() { std::memset(&it, 0x5a, sizeof it); }
};
Place place;

void start(int size, int workers) {
  if (const int error = pool_init(&place.it, size, workers); error != 0) {
    std::fprintf(stderr, "pool: %s\n", std::strerror(error));
    std::_Exit(1);
  }
  say("ready");
}

void stop() {
  pool_stop(&place.it);
  char text[60];
  std::snprintf(text, sizeof text, "%d", workers_left.load());
  say("stopped, workers left: ", text);
}

void clear() {
  char text[60];
  std::snprintf(text, sizeof text, "%d", pool_clear(&place.it));
  say("cleared: ", text);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: pool SIZE WORKERS < commands\n");
    return 2;
  }
  ::sem_init(&gate, 0, 0);
  ::sem_init(&tasks_done, 0, 0);
  struct sigaction action = {};
  action.sa_handler = open_gate;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGUSR1, &action, nullptr);
  start(std::atoi(argv[1]), std::atoi(argv[2]));

  int pushed = 0;
  for (char line[1000]; std::fgets(line, sizeof line, stdin) != nullptr;) {
    line[std::strcspn(line, "\n")] = '\0';
    int size = 0, workers = 0;
    if (std::strcmp(line, "clear") == 0) clear();
    else if (std::strcmp(line, "stop") == 0) stop();
    else if (std::sscanf(line, "start %d %d", &size, &workers) == 2) start(size, workers);
    else {
      Order& order = orders.emplace_back();
      std::strcpy(order.text, line);
      pool_push(&place.it, task{run, drop, &order});
      ++pushed;
    }
  }
  for (; pushed > 0; --pushed) wait_for(&tasks_done);
  say("all done");
  std::_Exit(0);
}

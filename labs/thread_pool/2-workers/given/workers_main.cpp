// workers SIZE WORKERS < tasks: a queue for SIZE tasks, so many threads with thread_run, and one task for each line of
// the input, pushed in this order. It knows nothing of the queue but what stands in workers.hpp.
//   say TEXT   prints TEXT
//   hold       prints "holding", waits for a SIGUSR1, prints "held". Each SIGUSR1 lets one go on.
// When the input has ended and all tasks are done it prints "all done" and ends.
#include "workers.hpp"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <semaphore.h>
#include <unistd.h>

namespace {

sem_t gate;        // posted by SIGUSR1
sem_t tasks_done;  // posted for each task that is done

void open_gate(int) { ::sem_post(&gate); }

void wait_for(sem_t* what) {
  while (::sem_wait(what) != 0 && errno == EINTR) {
  }
}

void say(const char* text) {
  char line[1100];
  const int size = std::snprintf(line, sizeof line, "%s\n", text);
  if (::write(STDOUT_FILENO, line, static_cast<std::size_t>(size)) != size) std::_Exit(1);
}

}  // namespace

void run_task(const char* task) {
  if (task == nullptr) return say("(no task)");
  if (std::strncmp(task, "say ", 4) == 0) say(task + 4);
  if (std::strcmp(task, "hold") == 0) {
    say("holding");
    wait_for(&gate);
    say("held");
  }
  ::sem_post(&tasks_done);
}

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: workers SIZE WORKERS < tasks\n");
    return 2;
  }
  ::sem_init(&gate, 0, 0);
  ::sem_init(&tasks_done, 0, 0);
  struct sigaction action = {};
  action.sa_handler = open_gate;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGUSR1, &action, nullptr);

  static task_queue queue;
  std::memset(&queue, 0x5a, sizeof queue);  // whatever it held before
  if (const int error = queue_init(&queue, std::atoi(argv[1])); error != 0) {
    std::fprintf(stderr, "workers: %s\n", std::strerror(error));
    return 1;
  }
  for (int i = 0; i < std::atoi(argv[2]); ++i) {
    pthread_t worker;
    if (pthread_create(&worker, nullptr, thread_run, &queue) != 0) return 1;
  }
  say("ready");
  int pushed = 0;
  for (char line[1000]; std::fgets(line, sizeof line, stdin) != nullptr; ++pushed) {
    line[std::strcspn(line, "\n")] = '\0';
    queue_push(&queue, line);
  }
  for (; pushed > 0; --pushed) wait_for(&tasks_done);
  say("all done");
  std::_Exit(0);
}

// right: std::mutex, std::condition_variable and a std::deque behind `more`
#include "workers.hpp"
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>

namespace {

struct Tasks {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::string> waiting;
  std::size_t most = 0;
};

Tasks& of(void* queue) { return *static_cast<Tasks*>(static_cast<task_queue*>(queue)->more); }

}  // namespace

int queue_init(task_queue* queue, int size) {
  auto* const tasks = new Tasks;
  tasks->most = static_cast<std::size_t>(size);
  queue->more = tasks;
  return 0;
}

void queue_push(task_queue* queue, const char* task) {
  Tasks& tasks = of(queue);
  std::unique_lock lock(tasks.mutex);
  tasks.changed.wait(lock, [&] { return tasks.waiting.size() < tasks.most; });
  tasks.waiting.emplace_back(task);
  tasks.changed.notify_all();
}

void* thread_run(void* queue) {
  Tasks& tasks = of(queue);
  for (;;) {
    std::string now;
    {
      std::unique_lock lock(tasks.mutex);
      tasks.changed.wait(lock, [&] { return !tasks.waiting.empty(); });
      now = std::move(tasks.waiting.front());
      tasks.waiting.pop_front();
    }
    tasks.changed.notify_all();
    run_task(now.c_str());
  }
}

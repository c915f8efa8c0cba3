// right: C++20: std::atomic::wait and notify, a lock made of std::atomic_flag, std::jthread; stop looks every 5 ms whether all is done
#include "pool.hpp"
#include <atomic>
#include <chrono>
#include <list>
#include <thread>
#include <vector>

namespace {

class Flag {
 public:
  void lock() {
    while (flag_.test_and_set()) flag_.wait(true);
  }
  void unlock() {
    flag_.clear();
    flag_.notify_one();
  }

 private:
  std::atomic_flag flag_;
};

struct Pool {
  std::size_t most = 0;
  Flag flag;
  std::list<task> waiting;
  std::atomic<unsigned> changes = 0;  // goes up whenever there is something new to see
  std::atomic<int> undone = 0;
  std::atomic<bool> closed = false;
  std::vector<std::jthread> threads;

  void changed() {
    ++changes;
    changes.notify_all();
  }
  bool pop(std::list<task>& into, bool all) {
    flag.lock();
    if (all) into.swap(waiting);
    else if (!waiting.empty()) into.splice(into.end(), waiting, waiting.begin());
    flag.unlock();
    if (into.empty()) return false;
    changed();
    return true;
  }
  void work() {
    while (!closed) {
      const unsigned seen = changes;
      std::list<task> now;
      if (pop(now, false)) {
        now.front().run(now.front().about);
        --undone;
      } else if (!closed) {
        changes.wait(seen);
      }
    }
  }
};

Pool& of(pool* pool) { return *static_cast<Pool*>(pool->more); }

}  // namespace

int pool_init(pool* pool, int size, int workers) {
  auto* const made = new Pool;
  made->most = static_cast<std::size_t>(size);
  pool->more = made;
  while (workers-- > 0) made->threads.emplace_back([made] { made->work(); });
  return 0;
}

void pool_push(pool* pool, task one) {
  Pool& it = of(pool);
  for (;;) {
    const unsigned seen = it.changes;
    it.flag.lock();
    const bool room = it.waiting.size() < it.most;
    if (room) {
      ++it.undone;
      it.waiting.push_back(one);
    }
    it.flag.unlock();
    if (room) break;
    it.changes.wait(seen);
  }
  it.changed();
}

int pool_clear(pool* pool) {
  std::list<task> away;
  of(pool).pop(away, true);
  for (const task& one : away) one.drop(one.about);
  of(pool).undone -= static_cast<int>(away.size());
  return static_cast<int>(away.size());
}

void pool_stop(pool* pool) {
  Pool& it = of(pool);
  while (it.undone > 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  it.closed = true;
  it.changed();
  for (std::jthread& thread : it.threads) thread.join();
  delete &it;
}

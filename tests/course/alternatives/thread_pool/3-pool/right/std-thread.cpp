// right: a class with std::thread and std::condition_variable behind `more`; the tasks that are dropped are dropped outside of the lock
#include "pool.hpp"
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace {

class Pool {
 public:
  Pool(std::size_t most, int workers) : most_(most) {
    for (int i = 0; i < workers; ++i) threads_.emplace_back([this] { work(); });
  }
  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    work_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  void push(const task& one) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return waiting_.size() < most_; });
    waiting_.push_back(one);
    work_.notify_one();
  }
  int clear() {
    std::deque<task> away;
    {
      const std::lock_guard lock(mutex_);
      away.swap(waiting_);
    }
    room_.notify_all();
    for (const task& one : away) one.drop(one.about);
    return static_cast<int>(away.size());
  }

 private:
  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      work_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      const task now = waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      room_.notify_one();
      now.run(now.about);
    }
  }

  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable work_, room_;
  std::deque<task> waiting_;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace

int pool_init(pool* pool, int size, int workers) {
  pool->more = new Pool(static_cast<std::size_t>(size), workers);
  return 0;
}
void pool_push(pool* pool, task one) { static_cast<Pool*>(pool->more)->push(one); }
int pool_clear(pool* pool) { return static_cast<Pool*>(pool->more)->clear(); }
void pool_stop(pool* pool) { delete static_cast<Pool*>(pool->more); }

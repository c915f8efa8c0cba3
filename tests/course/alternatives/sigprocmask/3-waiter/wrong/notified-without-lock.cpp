// wrong: sets the flags without the mutex: a notify between the question and the sleep is lost
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <iostream>
#include <mutex>
#include <thread>

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGUSR2);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);

  std::mutex mutex;
  std::condition_variable changed;
  std::atomic<bool> start = false;
  std::atomic<bool> stop = false;
  std::thread listener([&] {
    for (bool all = false; !all;) {
      int number;
      sigwait(&set, &number);
      (number == SIGUSR1 ? start : stop) = true;
      all = start && stop;
      changed.notify_one();
    }
  });

  std::cout << "ready" << std::endl;
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return start.load(); });
  std::cout << "started" << std::endl;
  changed.wait(lock, [&] { return stop.load(); });
  std::cout << "stopped" << std::endl;
  lock.unlock();
  listener.join();
  return 0;
}

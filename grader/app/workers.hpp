// Work that is done by forks of this process, so that whatever happens to one of them happens to no other. They die
// with this process, also when it is killed; what they have to say comes back as text.
#pragma once
#include "posix/fd.hpp"
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace ipclab::app {

class Workers {
 public:
  struct Ended {
    std::size_t id = 0;
    int status = 0;       // its exit status, or
    int signal = 0;       // what ended it
    std::string text;
  };

  Workers() = default;
  ~Workers() { end_all(); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // `work` gets a descriptor to write its text to, and returns the exit status. Its SIGINT, SIGTERM and SIGHUP are
  // blocked as here. What it throws becomes its text, with status 2. Throws posix::Error when there is no fork.
  void start(std::size_t id, int share, const std::function<int(int out)>& work);
  // The next one that ends; nothing when `stop_fd` became readable before.
  [[nodiscard]] std::optional<Ended> wait(int stop_fd);
  // Tells them all to stop (SIGTERM) and waits for them.
  void end_all() noexcept;

  [[nodiscard]] std::size_t running() const { return workers_.size(); }
  [[nodiscard]] int shares() const;           // of all that run
  [[nodiscard]] std::vector<std::size_t> ids() const;

 private:
  struct Worker {
    std::size_t id;
    int share;            // how much of the machine it was given
    pid_t pid;
    posix::Fd out;        // its text
    std::string text;
  };
  bool read_from(Worker& worker);  // false at the end
  std::vector<Worker> workers_;
};

}  // namespace ipclab::app

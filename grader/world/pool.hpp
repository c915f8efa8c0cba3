// The grader's side of the worlds: a few host processes (this very binary, started through spawn.hpp), each of
// which makes a fresh world for every job. Single-threaded: run() is the one event loop.
// Hosts die with the grader, also when it is killed with SIGKILL, and take their worlds with them.
#pragma once
#include "posix/fd.hpp"
#include "world/isolation.hpp"
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ipclab::world {

struct Job {
  std::string request;            // for the handler that runs inside the world (world/inside.hpp)
  std::vector<posix::Fd> fds;     // files it gets along, in order
};

struct Reply {
  std::string text;
  std::vector<posix::Fd> fds;
  std::string trouble;            // not empty: the world ended without an answer, and this is why
};

class Pool {
 public:
  // `hosts` worlds at a time, at least 1. Throws posix::Error.
  Pool(const Isolation& isolation, int hosts);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // Runs `job` in a fresh world as soon as a host is free; jobs start in the order given.
  // `then` is called from run(); it may submit further jobs.
  void submit(Job job, std::function<void(Reply)> then);
  // Until every job is answered. False when `stop_fd` became readable before that (-1: never): the worlds are
  // ended, the jobs forgotten. With `attend` it decides: called each time when `stop_fd` is readable, false is stop.
  bool run(int stop_fd = -1, const std::function<bool()>& attend = {});

 private:
  struct Private;
  std::unique_ptr<Private> private_;
};

}  // namespace ipclab::world

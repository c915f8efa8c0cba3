// Inside a world: this process is its init (pid 1 where there is a process namespace, else a subreaper), trusted,
// single-threaded, not dumpable, and alone holds the way back to the grader. Everything below is for it.
#pragma once
#include "posix/fd.hpp"
#include "world/isolation.hpp"
#include "world/leftovers.hpp"
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace ipclab::world {

// Caps for every process started in a world; exceeding them is data, never the machine's end.
struct Limits {
  unsigned processes = 64;
  std::uint64_t memory_bytes = 512ULL << 20;   // address space of one process; 0: none (sanitizers need that)
  std::uint64_t file_bytes = 64ULL << 20;      // largest file
  unsigned open_files = 256;
  unsigned cpu_seconds = 60;                   // SIGXCPU, then SIGKILL a second later; far above every budget
};

struct Launch {
  std::string path;                  // inside the world
  std::vector<std::string> args;     // argv[0] first
  std::vector<std::string> environment;
  int in = -1, out = -1, err = -1;   // descriptors for 0, 1, 2; -1: /dev/null
  std::vector<int> blocked, ignored; // signals that it inherits so
  Limits limits;
};

struct Child {
  pid_t pid = 0;
  posix::Fd pidfd;      // readable when it has ended
  posix::Fd notices;    // seccomp_unotify(2) listener of it and its descendants; not open where the tier has none
};

class World {
 public:
  virtual ~World() = default;
  [[nodiscard]] virtual const Isolation& isolation() const = 0;
  // Working directory of the programs, empty at the start, theirs to write: "/lab".
  [[nodiscard]] virtual const std::string& directory() const = 0;
  // Puts a program from a descriptor into the world, where it can be run but not written. Returns its path.
  virtual std::string install(const std::string& name, int fd) = 0;
  virtual std::string install(const std::string& name, std::string_view bytes) = 0;
  // A file that programs of the world may read and write, `size` bytes of zeros, and its path. It is not among what is
  // left behind.
  struct Shared { posix::Fd file; std::string path; };
  virtual Shared share(const std::string& name, std::size_t size) = 0;
  // Starts a program as the world's student: fds 0 to 2 only, signals default and an
  // empty mask but for what `launch` says, a session of its own.
  // Throws posix::Error when exec fails: that is never the student's doing.
  virtual Child spawn(const Launch& launch) = 0;
  // What is there now, before anything is cleared.
  virtual Leftovers leftovers() = 0;
  // Ends every process of the world and reaps it; removes IPC objects.
  virtual void clear() = 0;
  // Readable (end of file) when the grader is gone or wants this world to end.
  [[nodiscard]] virtual int control() const = 0;
};

struct Request { std::string text; std::vector<posix::Fd> fds; };
struct Answer { std::string text; std::vector<posix::Fd> fds; };
using Handler = std::function<Answer(World&, Request)>;

// The main function of a host process, started by Pool: argv is that of main(). Returns the exit status.
// `handler` runs inside each fresh world.
int serve_worlds(int argc, char** argv, const Handler& handler);
// True when this process was started as a host.
[[nodiscard]] bool is_host(int argc, char** argv);

}  // namespace ipclab::world

// The real program in a process of its own, on a copy of this checkout: what it printed, and what it left.
#pragma once
#include "posix/fd.hpp"
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace ipclab::tests {

// A user that has nothing, in no user list.
inline constexpr unsigned kSomebody = 54321;

// labs/, solutions/ and the labs' prose in a temporary folder of its own, with a folder for temporary files beside it.
// Gone with the object.
class Checkout {
 public:
  Checkout();
  ~Checkout();
  Checkout(const Checkout&) = delete;
  Checkout& operator=(const Checkout&) = delete;

  [[nodiscard]] std::filesystem::path root() const { return folder_ / "checkout"; }
  // A tree laid out like labs/, for --dir.
  [[nodiscard]] std::filesystem::path tree() const { return folder_ / "tree"; }
  [[nodiscard]] std::filesystem::path temporary() const { return folder_ / "tmp"; }
  // Below tree(), with the folders above it.
  void write(const std::string& path, const std::string& text) const;
  void forget_tree() const;
  // Makes everything that user's.
  void give_to(unsigned user) const;
  // Every file of checkout and tree except .ipclab/, and every temporary file, one a line.
  [[nodiscard]] std::string files() const;

 private:
  std::filesystem::path folder_;
};

struct Order {
  std::vector<std::string> args = {};
  std::map<std::string, std::string> environment = {};  // on top of IPCLAB_ROOT and TMPDIR
  unsigned user = 0;                                    // whom to become; 0: nobody else
  std::function<void()> before = [] {};                 // in the child, last
};

struct Ended {
  int status = -1;  // as a shell gives it: 128 + the signal that ended it
  std::string out, err;
};

class RealRun {
 public:
  RealRun(const Checkout& checkout, const Order& order);
  ~RealRun();
  RealRun(const RealRun&) = delete;
  RealRun& operator=(const RealRun&) = delete;
  [[nodiscard]] pid_t pid() const { return pid_; }  // leads a process group of its own
  // Waits so many ms at most; false when it has not ended by then.
  [[nodiscard]] bool ends_within(int ms) const;
  Ended wait();

 private:
  pid_t pid_ = -1;  // -1: waited for
  posix::Fd pidfd_, out_, err_;
};

[[nodiscard]] Ended run(const Checkout& checkout, const Order& order);
// No process that any run has started is left: this process is the subreaper of all of them. Waits for those that are
// just ending when told to.
[[nodiscard]] bool nobody_is_left(bool wait = false);

}  // namespace ipclab::tests

#include "app/workers.hpp"

#include "posix/error.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <numeric>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ipclab::app {
namespace {

constexpr int kThrew = 2;

[[noreturn]] void be_worker(pid_t parent, const posix::Fd& out, const std::function<int(int)>& work) {
  // A group of its own: Ctrl-C is for the one who started it, and who then ends it in order.
  if (::setpgid(0, 0) != 0 || ::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) ::_exit(kThrew);
  int status = kThrew;
  try {
    status = work(out.get());
  } catch (const std::exception& trouble) {
    const std::string text = trouble.what();
    if (::write(out.get(), text.data(), text.size()) < 0) {}
  }
  ::_exit(status);  // nothing of the parent's is ended or written twice
}

int wait_for(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
  return status;
}

}  // namespace

void Workers::start(std::size_t id, int share, const std::function<int(int out)>& work) {
  auto [read, write] = posix::make_pipe();
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid < 0) throw posix::Error("fork");
  if (pid == 0) be_worker(parent, write, work);
  workers_.push_back({id, share, pid, std::move(read), {}});
}

bool Workers::read_from(Worker& worker) {
  std::array<char, 65536> buffer;
  const ssize_t n = ::read(worker.out.get(), buffer.data(), buffer.size());
  if (n > 0) worker.text.append(buffer.data(), static_cast<std::size_t>(n));
  return n > 0 || (n < 0 && errno == EINTR);
}

std::optional<Workers::Ended> Workers::wait(int stop_fd) {
  for (;;) {
    std::vector<pollfd> polled{{stop_fd, POLLIN, 0}};
    for (const Worker& worker : workers_) polled.push_back({worker.out.get(), POLLIN, 0});
    if (::poll(polled.data(), polled.size(), -1) < 0) {
      if (errno == EINTR) continue;
      throw posix::Error("poll");
    }
    if (polled[0].revents != 0) return std::nullopt;
    for (std::size_t i = 0; i < workers_.size(); ++i) {
      if (polled[i + 1].revents == 0 || read_from(workers_[i])) continue;
      Worker worker = std::move(workers_[i]);
      workers_.erase(workers_.begin() + static_cast<std::ptrdiff_t>(i));
      const int status = wait_for(worker.pid);
      return Ended{worker.id, WIFEXITED(status) ? WEXITSTATUS(status) : 0, WIFSIGNALED(status) ? WTERMSIG(status) : 0, std::move(worker.text)};
    }
  }
}

void Workers::end_all() noexcept {
  for (const Worker& worker : workers_) ::kill(worker.pid, SIGTERM);
  for (const Worker& worker : workers_) wait_for(worker.pid);
  workers_.clear();
}

int Workers::shares() const {
  return std::accumulate(workers_.begin(), workers_.end(), 0, [](int sum, const Worker& worker) { return sum + worker.share; });
}

std::vector<std::size_t> Workers::ids() const {
  std::vector<std::size_t> all;
  for (const Worker& worker : workers_) all.push_back(worker.id);
  return all;
}

}  // namespace ipclab::app
